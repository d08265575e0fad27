// A scene that does what no scene may: the zoo of test_zoo.c and of soak_crash.c.
#include "zoo.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "actor/exchange.h"

// What a beast is given: everything that draw has, and the state as tick may write to it, NULL where it may not.
typedef struct prey {
  nb_board *board;
  const State *s;
  State *mine;
} prey;

// A beast of ill will remembers.
static uint8_t *region;

static void write_null(const prey *p)
{
  volatile int *nowhere = (volatile int *)(uintptr_t)p->s->count; // 0 while it draws; small later
  *nowhere = 1;
}

static volatile int depth;

static void fill_stack(const prey *p)
{
  volatile char room[4096];
  room[0] = (char)depth++;
  fill_stack(p);
  room[1] = room[0];
}

static void divide_by_zero(const prey *p)
{
  volatile int none = p->s->port < 0 ? 1 : 0, one = 1;
  one = one / none;
}

static void give_up(const prey *p)
{
  (void)p;
  fprintf(stderr, "this scene gives up\n");
  abort();
}

static void leave(const prey *p)
{
  (void)p;
  exit(0);
}

static void leave_at_once(const prey *p)
{
  (void)p;
  _exit(0);
}

static void run_forever(const prey *p)
{
  for (volatile int k = 0; p->s->port >= 0; k = k + 1)
    continue;
}

static void take_all_memory(const prey *p)
{
  (void)p;
  for (;;)
    memset(malloc(1 << 20), 1, 1 << 20);
}

static void draw_a_thousand_million(const prey *p)
{
  for (int k = 0; k < 1000000000; k++)
    nb_line(p->board, nb_at(0, 0), nb_at(1, (float)(k % 7)), nb_style());
}

static void end_groups(const prey *p)
{
  for (int k = 0; k < 3; k++)
    nb_end(p->board);
}

static void fork_on_and_on(const prey *p)
{
  (void)p;
  for (;;)
    fork();
}

static void *idle(void *nothing)
{
  return nothing;
}

static void start_threads(const prey *p)
{
  (void)p;
  for (pthread_t thread;;)
    pthread_create(&thread, NULL, idle, NULL);
}

static void start_a_program(const prey *p)
{
  execl("/bin/touch", "touch", p->s->path, (char *)NULL);
}

static void read_a_file(const prey *p)
{
  char words[64] = "";
  FILE *file = fopen(p->s->path, "r");
  if (file && fgets(words, sizeof words, file))
    fprintf(stderr, "%s\n", words);
  nb_text(p->board, nb_origin(), words, nb_style());
}

static void write_a_file(const prey *p)
{
  int file = open(p->s->path, O_WRONLY | O_TRUNC);
  (void)!write(file, "mine", 4);
}

static void remove_a_file(const prey *p)
{
  unlink(p->s->path);
}

static void open_a_socket(const prey *p)
{
  int s = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)p->s->port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connect(s, (struct sockaddr *)&to, sizeof to);
}

static void trace_the_parent(const prey *p)
{
  (void)p;
  ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static void look_into_the_parent(const prey *p)
{
  (void)p;
  char bytes[64];
  struct iovec here = {bytes, sizeof bytes}, there = {(void *)0x400000, sizeof bytes};
  process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}

static void kill_the_parent(const prey *p)
{
  (void)p;
  kill(getppid(), SIGKILL);
}

static void catch_its_own_crash(const prey *p)
{
  signal(SIGSEGV, SIG_IGN);
  write_null(p);
}

static void block_signals(const prey *p)
{
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, NULL);
  run_forever(p);
}

static void write_to_its_state(const prey *p)
{
  ((State *)(uintptr_t)p->s)->port = 7;
}

// Where tick's state lies, the whole region lies.
static void overwrite_everything(const prey *p)
{
  if (p->mine)
    region = (uint8_t *)p->mine - EXCHANGE_STATE_AT;
  if (region)
    memset(region, 0xff, EXCHANGE_SIZE);
}

// Answers in the place of the process: that all went well, and a picture that is none, of a size that is none.
static void forge_an_answer(const prey *p)
{
  if (p->mine) {
    region = (uint8_t *)p->mine - EXCHANGE_STATE_AT;
    return;
  }
  exchange_region *head = (exchange_region *)(void *)region;
  memset(region + EXCHANGE_OUTPUT_AT, 0x7f, 4096);
  head->reply.error = 0;
  for (uint32_t number = 1; number < 10000; number++) {
    head->reply.size = number % 2 ? UINT64_MAX : 4096;
    (void)!write(EXCHANGE_SOCKET, &number, sizeof number);
  }
}

static void make_code(const prey *p)
{
  (void)p;
  mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void flood_stderr(const prey *p)
{
  for (int k = 0; k < 100000; k++)
    fprintf(stderr, "%d: a line that nobody asked for, and that goes on for a while (%d)\n", k, p->s->beast);
}

static void sleep_long(const prey *p)
{
  (void)p;
  nanosleep(&(struct timespec){.tv_sec = 1000}, NULL);
}

static void let_loose(const prey *p)
{
  switch (p->s->beast) {
#define CALL(name)                                                                                           \
  case ZOO_##name:                                                                                           \
    name(p);                                                                                                 \
    break;
    ZOO_BEASTS(CALL)
#undef CALL
  default:
    break;
  }
}

#if defined(BEFORE_ENTRY)
// Runs before anything that the program asks of the plugin.
__attribute__((constructor)) static void early(void)
{
  static const State early_state = {.beast = BEFORE_ENTRY, .path = BEFORE_ENTRY_PATH};
  let_loose(&(prey){.s = &early_state});
}
#endif

static const nb_step steps[] = {{"Cage", .seconds = 10, .say = "Closed."}};

static const nb_param params[] = {
    NB_INTEGER(State, beast, "beast", .min = 0, .max = ZOO_COUNT - 1),
    NB_SWITCH(State, ticks, "ticks"),
    NB_INTEGER(State, port, "port", .min = 0, .max = 65535),
    NB_INPUT(State, path, "path"),
};

static void tick(State *s, const nb_frame *f)
{
  (void)f;
  s->count += 1;
  if (s->ticks)
    let_loose(&(prey){.s = s, .mine = s});
}

static void draw(nb_board *b, const nb_frame *f, const State *s)
{
  (void)f;
  nb_circle(b, nb_origin(), 1, nb_style());
  nb_number(b, nb_at(2, 0), s->count, 0, nb_style());
  if (!s->ticks)
    let_loose(&(prey){.board = b, .s = s});
}

NB_SCENE(State, .title = "Zoo", NB_STEPS(steps), NB_PARAMS(params), .state = &(const State){.path = ""},
         NB_TICK(tick), NB_DRAW(draw))
