#include "notebook/notebook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "notebook/inside.h"
#include "notebook/schema.h"

// ---------------------------------------------------------------------------------------------------------------
// How it stands

static void set_state(notebook *n, notebook_mode mode, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  pthread_mutex_lock(&n->lock);
  n->mode = mode;
  vsnprintf(n->trouble, sizeof n->trouble, format, arguments);
  pthread_mutex_unlock(&n->lock);
  va_end(arguments);
}

notebook_status notebook_state(notebook *n)
{
  pthread_mutex_lock(&n->lock);
  notebook_status s = {.mode = n->mode};
  memcpy(s.trouble, n->trouble, sizeof s.trouble);
  pthread_mutex_unlock(&n->lock);
  return s;
}

void notebook_flush(notebook *n)
{
  if (n->writer)
    writer_flush(n->writer);
}

const char *notebook_path(const notebook *n)
{
  return n->path;
}

// Said by the writer's thread.
static void hear_writer(void *context, const char *trouble)
{
  notebook *n = context;
  set_state(n, NOTEBOOK_WRITES, "%s", trouble);
  if (n->options.news)
    n->options.news(n->options.context);
}

// ---------------------------------------------------------------------------------------------------------------
// The file

bool notebook_find_path(const char *path, char *out, size_t capacity)
{
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  int length = 0;
  if (path)
    length = snprintf(out, capacity, "%s", path);
  else if (data && *data == '/') // a relative one is to be ignored, says the XDG specification
    length = snprintf(out, capacity, "%s/nabla/notebook.sqlite", data);
  else if (home && *home)
    length = snprintf(out, capacity, "%s/.local/share/nabla/notebook.sqlite", home);
  return length > 0 && (size_t)length < capacity;
}

static bool choose_path(notebook *n)
{
  if (notebook_find_path(n->options.path, n->path, sizeof n->path - 8))
    return true;
  set_state(
      n, NOTEBOOK_OFF,
      "nothing is kept: neither HOME nor XDG_DATA_HOME says where the notebook lies; --notebook FILE does");
  return false;
}

// Its folder, and those above.
static bool make_folders(const notebook *n)
{
  char path[1024];
  snprintf(path, sizeof path, "%s", n->path);
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    if (mkdir(path, 0700) != 0 && errno != EEXIST && errno != EISDIR && errno != EROFS && errno != EACCES)
      return false;
    *slash = '/';
  }
  return true;
}

// The lock is a file of its own: one on the notebook itself would be lost whenever SQLite closes it.
static bool take_lock(notebook *n)
{
  char path[1040];
  snprintf(path, sizeof path, "%s-lock", n->path);
  n->lock_file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (n->lock_file < 0)
    return false;
  if (flock(n->lock_file, LOCK_EX | LOCK_NB) == 0)
    return true;
  int why = errno;
  close(n->lock_file);
  n->lock_file = -1;
  errno = why;
  return false;
}

static nb_error open_file(notebook *n, int flags)
{
  if (sqlite3_open_v2(n->path, &n->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return nb_fail(NB_BAD_FILE, "the notebook %s cannot be opened: %s", n->path,
                   n->db ? sqlite3_errmsg(n->db) : "no memory");
  sqlite3_busy_timeout(n->db, 200);
  sqlite3_db_config(n->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(n->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit(n->db, SQLITE_LIMIT_LENGTH, 64 << 20);
  return schema_check(n->db, n->path);
}

static nb_error make_ready(notebook *n)
{
  // Rows are written, and hardly one is read again: of SQLite's pages half a megabyte is enough.
  static const char settings[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-512";
  if (sqlite3_exec(n->db, settings, NULL, NULL, NULL) != SQLITE_OK)
    return nb_fail(NB_CANNOT_WRITE, "the notebook %s cannot be written: %s", n->path, sqlite3_errmsg(n->db));
  return schema_migrate(n->db, n->path);
}

static nb_error unreadable(const notebook *n)
{
  return nb_fail(NB_BAD_FILE, "%s is damaged (%s); it is left as it is. Move it away, and a new one is begun",
                 n->path, sqlite3_errmsg(n->db));
}

static void open_to_write(notebook *n)
{
  nb_error e = open_file(n, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!nb_failed(e))
    e = make_ready(n);
  if (!nb_failed(e) && !record_load(n))
    e = unreadable(n);
  if (!nb_failed(e))
    e = writer_open(&n->writer, n->db, n->path, hear_writer, n);
  if (nb_failed(e))
    set_state(n, NOTEBOOK_OFF, "nothing is kept: %s", e.text);
}

// Read once: what the other program writes meanwhile is its own.
static void open_to_read(notebook *n, const char *why)
{
  nb_error e = open_file(n, SQLITE_OPEN_READONLY);
  if (!nb_failed(e) && !record_load(n))
    e = unreadable(n);
  if (nb_failed(e))
    set_state(n, NOTEBOOK_OFF, "nothing is kept: %s", e.text);
  else
    set_state(n, NOTEBOOK_READS, "%s", why);
}

static void open_somehow(notebook *n)
{
  char why[400];
  if (n->options.reads) {
    if (access(n->path, F_OK) != 0)
      set_state(n, NOTEBOOK_OFF,
                "there is no notebook %.300s: it begins with the first lesson that is played", n->path);
    else
      open_to_read(n, "");
    return;
  }
  if (!make_folders(n)) {
    set_state(n, NOTEBOOK_OFF,
              "nothing is kept: the folder of %s cannot be made: %s; --notebook FILE names another", n->path,
              strerror(errno));
    return;
  }
  if (take_lock(n)) {
    open_to_write(n);
    return;
  }
  bool taken = errno == EWOULDBLOCK;
  snprintf(why, sizeof why, "the notebook %.200s %s: it is only read, and nothing is added", n->path,
           taken ? "is open in another Nabla" : strerror(errno));
  if (taken || access(n->path, R_OK) == 0)
    open_to_read(n, why);
  else
    set_state(n, NOTEBOOK_OFF, "nothing is kept: %s cannot be made: %s", n->path, strerror(errno));
}

notebook *notebook_open(const notebook_options *options)
{
  notebook *n = calloc(1, sizeof *n);
  if (!n)
    return NULL;
  n->options = *options;
  n->lock_file = -1;
  pthread_mutex_init(&n->lock, NULL);
  if (choose_path(n))
    open_somehow(n);
  if (!n->writer) {
    sqlite3_close(n->db);
    n->db = NULL;
  }
  return n;
}

void notebook_close(notebook *n)
{
  if (!n)
    return;
  writer_close(n->writer);
  sqlite3_close(n->db);
  if (n->lock_file >= 0)
    close(n->lock_file);
  record_free(n);
  pthread_mutex_destroy(&n->lock);
  free(n);
}
