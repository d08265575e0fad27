// From the command to the first picture: the player is started under Xvfb, over and over, and the screen is looked at
// until something is on it. With the scene in a stage process, and without one.
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 20, WIDTH = 1920, HEIGHT = 1080 };

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void sleep_ms(double ms)
{
  nanosleep(&(struct timespec){.tv_nsec = (long)(ms * 1e6)}, NULL);
}

// Starts a display and sets DISPLAY to it; 0 where there is no Xvfb.
static pid_t start_display(void)
{
  int ends[2];
  static char display[16] = ":";
  if (pipe(ends) != 0)
    return 0;
  pid_t server = fork();
  if (server == 0) {
    dup2(ends[1], 3);
    freopen("/dev/null", "w", stderr);
    execlp("Xvfb", "Xvfb", "-displayfd", "3", "-screen", "0", "1920x1080x24", "-nolisten", "tcp",
           (char *)NULL);
    _exit(1);
  }
  close(ends[1]);
  ssize_t got = read(ends[0], display + 1, sizeof display - 2);
  close(ends[0]);
  if (got <= 1)
    return 0;
  display[got] = 0; // without the end of the line
  setenv("DISPLAY", display, 1);
  return server;
}

// The colour in the middle of the screen.
static unsigned long middle(Display *x)
{
  XImage *image = XGetImage(x, DefaultRootWindow(x), WIDTH / 2, HEIGHT / 2, 1, 1, AllPlanes, ZPixmap);
  unsigned long pixel = image ? XGetPixel(image, 0, 0) & 0xffffff : 0;
  if (image)
    XDestroyImage(image);
  return pixel;
}

static double start_once(Display *x, const char *scene, const char *option)
{
  double start = now_ms();
  pid_t player = fork();
  if (player == 0) {
    freopen("/dev/null", "w", stderr);
    execl(NABLA_BUILD "/nabla", "nabla", "play", scene, "--theme", "board", "--size", "1920x1080", option,
          (char *)NULL);
    _exit(1);
  }
  while (middle(x) != 0xfbfaf6 && now_ms() - start < 5000)
    sleep_ms(0.5);
  double took = now_ms() - start;
  kill(player, SIGTERM);
  waitpid(player, NULL, 0);
  for (double since = now_ms(); middle(x) != 0 && now_ms() - since < 1000;)
    sleep_ms(1);
  return took;
}

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(void)
{
  static const char *const scenes[] = {"linear-algebra/transformations", "multivariable-calculus/gradient",
                                       "neural-networks/backpropagation"};
  static const char *const options[] = {NULL, "--in-process"};
  pid_t server = start_display();
  Display *x = server > 0 ? XOpenDisplay(NULL) : NULL;
  if (!x) {
    printf("bench_start: there is no Xvfb here\n");
    return 0;
  }
  printf("from the command to the first picture, %d x %d, milliseconds (target: under 150)\n", WIDTH, HEIGHT);
  printf("%-36s %-14s %8s %8s %8s\n", "scene", "", "best", "median", "worst");
  for (size_t k = 0; k < 3; k++) {
    double took[2][ROUNDS];
    for (int n = 0; n < ROUNDS; n++)
      for (int way = 0; way < 2; way++)
        took[way][n] = start_once(x, scenes[k], options[way]);
    for (int way = 0; way < 2; way++) {
      qsort(took[way], ROUNDS, sizeof **took, by_value);
      printf("%-36s %-14s %8.0f %8.0f %8.0f\n", scenes[k], way ? "in the program" : "stage process",
             took[way][0], took[way][ROUNDS / 2], took[way][ROUNDS - 1]);
    }
  }
  XCloseDisplay(x);
  kill(server, SIGTERM);
  waitpid(server, NULL, 0);
  return 0;
}
