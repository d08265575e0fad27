// Tells a window's program that a screen was unplugged, as the server does: there is no other way to unplug one of a server
// that has no cables.
//
//   window-unplug WINDOW OUTPUT        the output's name, as xrandr has it
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The output of that name, or 0.
static RROutput find(Display *display, XRRScreenResources *all, const char *name)
{
  RROutput found = 0;
  for (int k = 0; k < all->noutput; k++) {
    XRROutputInfo *info = XRRGetOutputInfo(display, all, all->outputs[k]);
    if (info && strcmp(info->name, name) == 0)
      found = all->outputs[k];
    XRRFreeOutputInfo(info);
  }
  return found;
}

int main(int argc, char **argv)
{
  Display *display = argc == 3 ? XOpenDisplay(NULL) : NULL;
  int events, errors;
  if (!display || !XRRQueryExtension(display, &events, &errors))
    return 1;
  Window window = strtoul(argv[1], NULL, 0);
  XRRScreenResources *all = XRRGetScreenResourcesCurrent(display, DefaultRootWindow(display));
  RROutput output = all ? find(display, all, argv[2]) : 0;
  if (!output)
    return 1;
  XRROutputChangeNotifyEvent e = {.type = events + RRNotify,
                                  .display = display,
                                  .window = window,
                                  .subtype = RRNotify_OutputChange,
                                  .output = output,
                                  .connection = RR_Disconnected};
  Status sent = XSendEvent(display, window, False, NoEventMask, (XEvent *)&e);
  XRRFreeScreenResources(all);
  XCloseDisplay(display);
  return sent ? 0 : 1;
}
