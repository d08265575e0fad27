// X errors: an X server says later that it could not do something, and Xlib then ends the program. A lesson is not to be lost
// for that.
#ifndef APP_X_ERRORS_H
#define APP_X_ERRORS_H

// From now on they are let pass, where SDL's video is X. SDL sees for itself what it was not given; but for its first look at
// OpenGL, where there is no driver, it leaves the error to Xlib.
void x_errors_let_pass(void);

#endif
