#include "find.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <elfutils/libdwfl.h>

// Separate files of debug information are not looked for.
static int no_debuginfo(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base, const char *file,
                        const char *link, GElf_Word crc, char **found)
{
  (void)module, (void)data, (void)name, (void)base, (void)file, (void)link, (void)crc, (void)found;
  return -1;
}

static int no_elf(Dwfl_Module *module, void **data, const char *name, Dwarf_Addr base, char **file, Elf **elf)
{
  (void)module, (void)data, (void)name, (void)base, (void)file, (void)elf;
  return -1;
}

static void note_line(Dwfl_Module *module, Dwarf_Addr address, exchange_reply *reply)
{
  int line = 0;
  Dwfl_Line *at = dwfl_module_getsrc(module, address);
  const char *file = at == NULL ? NULL : dwfl_lineinfo(at, NULL, &line, NULL, NULL, NULL);
  if (file == NULL)
    return;
  const char *slash = strrchr(file, '/');
  snprintf(reply->file, sizeof reply->file, "%s", slash == NULL ? file : slash + 1);
  reply->line = line;
}

static bool note_place(Dwfl_Module *module, Dwarf_Addr address, exchange_reply *reply)
{
  const char *function = dwfl_module_addrname(module, address);
  if (function == NULL || function[0] == '_') // not one of the scene's: _init, _fini
    return false;
  snprintf(reply->function, sizeof reply->function, "%s", function);
  note_line(module, address, reply);
  return true;
}

void find_place(int plugin, const uint64_t *addresses, uint32_t count, exchange_reply *reply)
{
  static const Dwfl_Callbacks callbacks = {.find_elf = no_elf, .find_debuginfo = no_debuginfo};
  // Not at 0, where nothing may lie.
  const Dwarf_Addr base = 1 << 20;
  Dwfl *all = dwfl_begin(&callbacks);
  Dwfl_Module *module = NULL;
  if (all != NULL) {
    dwfl_report_begin(all);
    module = dwfl_report_elf(all, "plugin", "plugin", plugin, base, true);
    dwfl_report_end(all, NULL, NULL);
  }
  bool found = false;
  for (uint32_t k = 0; module != NULL && !found && k < count && k < EXCHANGE_FRAMES; k++) {
    Dwarf_Addr address = base + addresses[k] - (k > 0); // the call itself, before what it returns to
    if (dwfl_addrmodule(all, address) == module)
      found = note_place(module, address, reply);
  }
  dwfl_end(all);
}
