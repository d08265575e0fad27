// The layer of reviews: what its keys do, and Esc. What is asked stands in the column (explain_layer.c).
#include <math.h>

#include "app/parts.h"

#define MEANT_BEFORE 1.5 // seconds

// Space, which goes on elsewhere, tells nobody an answer that they have not tried to give. True where it is held back.
static bool hold_back(player *p)
{
  reviewing *own = &p->reviewing;
  if (own->shown || own->graded)
    return false;
  if (!own->task.live) {
    player_notify_for(p, "say it aloud first; Enter shows the list", 3);
    return true;
  }
  const nb_param *answer = stage_answer_param(p->stage, own->task.step);
  if (own->warned || !answer || stage_is_changed(p->stage, answer) || !playback_waits(&p->playback))
    return false;
  own->warned = true;
  player_notify_for(p, "answer on the board first; Space once more if you cannot say", 4);
  return true;
}

static bool key(player *p, const SDL_Keysym *k)
{
  reviewing *own = &p->reviewing;
  bool enter = k->sym == SDLK_RETURN || k->sym == SDLK_KP_ENTER;
  if (k->mod & (KMOD_CTRL | KMOD_GUI))
    return false;
  if (k->sym == SDLK_SPACE)
    return hold_back(p);
  if (!enter)
    return false;
  if (explaining_now() - own->moved < MEANT_BEFORE)
    return true;
  if (own->task.live && !own->shown && !own->graded)
    return false; // the board waits for the answer
  reviewing_go_on(p);
  return true;
}

static bool event(player *p, const SDL_Event *e)
{
  if (!reviewing_asks(p))
    return false;
  if (e->type == SDL_KEYDOWN)
    return key(p, &e->key.keysym);
  if (e->type != SDL_TEXTINPUT || e->text.text[0] < '1' || e->text.text[0] > '9' || e->text.text[1])
    return false;
  reviewing_tick(p, e->text.text[0] - '1');
  return true;
}

static bool back(player *p)
{
  if (!reviewing_asks(p))
    return false;
  reviewing_end(p);
  return true;
}

static double next_change(const player *p, double now)
{
  double left = p->reviewing.moves_on - explaining_now();
  return p->reviewing.moves_on > 0 ? now + fmax(left, 0) : INFINITY;
}

const layer review_layer = {.name = "review", .event = event, .back = back, .next_change = next_change};
