// Notices when sources are saved: .c and .h files in folders. With inotify where there is it, else by looking
// four times a second.
//
// Folders are watched and not files, because most editors save to another file and rename it: what vanishes
// and comes back is noticed like any other save. A folder that vanishes is watched again when it is back.
#ifndef WORKSHOP_WATCH_H
#define WORKSHOP_WATCH_H

#include <stdbool.h>

#include "nabla/error.h"

typedef struct watch watch;

typedef enum watch_way { WATCH_BEST, WATCH_BY_LOOKING } watch_way;

// Fails with NB_NO_MEMORY.
nb_error watch_open(watch **out, watch_way way);
void watch_close(watch *w);

// Watches a folder, too, at most 64 of them; one that is watched already stays so. Folders inside are folders
// of their own.
void watch_folder(watch *w, const char *path);

// Waits until a source was saved, at most so many milliseconds (0: looks only). True where one was, and then
// not again for the same save. The name of the file saved last is in watch_saved, where the system tells it,
// else it is empty.
bool watch_wait(watch *w, int milliseconds);
const char *watch_saved(const watch *w);

// Ends a watch_wait of another thread, or the next one.
void watch_wake(watch *w);

#endif
