// A shared object that is no scene.
int nothing(void);

int nothing(void)
{
  return 0;
}
