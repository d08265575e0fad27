// Graphics drivers keep memory of theirs when they are unloaded, and LeakSanitizer cannot tell whose it was once they
// are gone. So nothing is unloaded where leaks are looked for.
__attribute__((visibility("default"))) int dlclose(void *library);

int dlclose(void *library)
{
  (void)library;
  return 0;
}
