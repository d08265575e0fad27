// What is carried from one build of a scene to the next, or from one day to another: the moment, the viewer's
// parameters and answers.
//
//   open the new build beside the old; carry_take(old), carry_lay onto the new; show it; close the old
//
// Steps are found again by their titles, or else by their numbers; parameters by their names, as text where
// their kind is another now. A parameter that the viewer never touched takes what the new build starts with.
// The rest of the state is the new code's own, ticked to where the old one was.
#ifndef STAGE_CARRY_H
#define STAGE_CARRY_H

#include "stage/stage.h"

typedef struct carry carry;

// What the stage stands at. `answered` has bit k where the question of step k was answered. NULL without
// memory.
carry *carry_take(const stage *s, uint64_t answered);
void carry_free(carry *c);

// Brings another stage there; what it has no place for is left out. *answered is set to the answers as the
// new steps have them. Fails as stage_jump does.
nb_error carry_lay(const carry *c, stage *to, uint64_t *answered);

// As text that can be kept, and what carry_write wrote read back: NULL without memory, and for a text that is not
// sound, which may be a stranger's. free() the text.
char *carry_write(const carry *c);
carry *carry_read(const char *text);

#endif
