// The file of settings: "key = value" lines with comments, $XDG_CONFIG_HOME/nabla/config, else ~/.config/nabla/config.
//
//   # the dark theme or the light one: chalk, board
//   theme = board
//
// Read by ourselves and not by a library for ini files (inih): those that there are do not say on which line a key
// stood, which a mistake is named by, and none writes one value and leaves everybody's comments as they were.
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "app/settings.h"

enum { CONFIG_MAX_BYTES = 1 << 16 };

// Writes the file's path. Fails with NB_MISSING_FILE where neither XDG_CONFIG_HOME nor HOME is set.
nb_error config_path(char *path, size_t capacity);

// Sets what the file says; a file that is not there says nothing. Lines that cannot be are left out, and told to
// `tell`, a sentence each: file, line, what is wrong and what would be right.
void config_read(settings *s, const char *path, void (*tell)(void *context, const char *words),
                 void *context);

// Sets one key in the file: its line is changed, or one is added with what it means above it; all else stays. Writes
// beside, then renames. Fails as settings_set does, and with NB_CANNOT_WRITE.
nb_error config_write(const char *path, const char *key, const char *value);

// Writes the keys in which two settings differ.
nb_error config_write_changes(const char *path, const settings *before, const settings *after);

#endif
