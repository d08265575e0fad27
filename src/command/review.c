#include <stdio.h>
#include <time.h>

#include "command/commands.h"
#include "command/play.h"
#include "notebook/review.h"

// Says what comes next where nothing is due: true then.
static bool is_done(notebook *n)
{
  double now = (double)time(NULL);
  char text[240];
  if (review_due(n, NULL, now) > 0)
    return false;
  review_say_next(review_next(n, now), text, sizeof text);
  printf("%s\n", text);
  return true;
}

nb_error command_review(const options *o, const places *p)
{
  player_options player = play_options(o, p);
  notebook *n = notebook_open(&(notebook_options){.path = o->notebook});
  if (!n)
    return nb_fail(NB_NO_MEMORY, "no memory for the notebook");
  notebook_status s = notebook_state(n);
  nb_error e = s.mode == NOTEBOOK_OFF ? nb_fail(NB_BAD_FILE, "%s", s.trouble) : nb_ok();
  bool done = !nb_failed(e) && is_done(n);
  notebook_close(n);
  if (nb_failed(e) || done)
    return e;
  player.review = true;
  return player_run(&player);
}
