// The command line: `nabla COMMAND [OPTIONS]`.
//
//   command.c    the table of commands, help, what an error looks like
//   options.c    the options, each described once; which command takes which is in the table
//   places.c     where scenes and assets lie
//   json.c       writes JSON
//   heap.c       how memory comes from the system
//   NAME.c       the command NAME
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

// Runs what the arguments ask for. The exit status: 0, 1 for a failure, 2 for wrong usage; an error is one
// line on stderr.
int command_main(int argc, char **argv);

#endif
