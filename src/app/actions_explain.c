// What keys do to explain aloud to a partner.
#include "app/parts.h"

static void explain_aloud(player *p, int with)
{
  (void)with;
  explaining_toggle(p);
}

static void be_lost(player *p, int with)
{
  (void)with;
  explaining_be_lost(p);
}

static void review_due_ones(player *p, int with)
{
  (void)with;
  reviewing_begin(p);
}

static const action table[] = {
    {"explain", "explain aloud, and its end", {ACTION_KEY(SDLK_p)}, .run = explain_aloud},
    {"review", "review what is due", {ACTION_CTRL(SDLK_r)}, .run = review_due_ones},
    {"lost", "you lost me here", {ACTION_KEY(SDLK_y)}, .run = be_lost},
};

ACTION_GROUP(explain_actions, "Explaining", 1, table);
