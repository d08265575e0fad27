// Memory that a scene keeps to itself: variables that can be written, outside the state. Read from the plugin's
// ELF file; elsewhere nothing is found.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

#ifdef __linux__
#include <elf.h>
#include <link.h>

typedef struct image {
  uint8_t *bytes;
  size_t size;
  const ElfW(Shdr) * sections;
  int count;
  const char *names; // of sections
} image;

static bool lies_in(const image *i, size_t at, size_t size)
{
  return at <= i->size && size <= i->size - at;
}

// Is [offset, offset + size) of the file there, and does its text end?
static const char *text_at(const image *i, const ElfW(Shdr) * strings, size_t at)
{
  bool there = strings->sh_type == SHT_STRTAB && lies_in(i, strings->sh_offset, strings->sh_size) &&
               at < strings->sh_size && i->bytes[strings->sh_offset + strings->sh_size - 1] == 0;
  return there ? (const char *)i->bytes + strings->sh_offset + at : "";
}

static bool read_image(image *i, const char *path)
{
  FILE *file = fopen(path, "rbe");
  if (!file)
    return false;
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  *i = (image){.bytes = size > 0 ? malloc((size_t)size) : NULL, .size = (size_t)size};
  bool read = i->bytes && fread(i->bytes, 1, i->size, file) == i->size;
  fclose(file);
  const ElfW(Ehdr) *header = (const void *)i->bytes;
  if (!read || i->size < sizeof *header || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
      header->e_shentsize != sizeof *i->sections || header->e_shoff % 8 != 0 ||
      !lies_in(i, header->e_shoff, header->e_shnum * sizeof *i->sections))
    return false;
  i->sections = (const void *)(i->bytes + header->e_shoff);
  i->count = header->e_shnum;
  return header->e_shstrndx < i->count;
}

// Sections that the loader fills once and then protects, or that are the compiler's own.
static bool is_written_once(const char *name)
{
  static const char *const names[] = {".data.rel.ro", ".init_array", ".fini_array",
                                      ".dynamic",     ".got",        ".tm_clone"};
  for (size_t k = 0; k < sizeof names / sizeof *names; k++)
    if (strncmp(name, names[k], strlen(names[k])) == 0)
      return true;
  return false;
}

static bool is_compilers(const char *name)
{
  static const char *const starts[] = {"__dso_handle", "__TMC_END__", "completed.", "__asan",
                                       "__odr_asan",   "__sancov",    "_end",       "_edata",
                                       "__bss_start",  "__data_start"};
  for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
    if (strncmp(name, starts[k], strlen(starts[k])) == 0)
      return true;
  return false;
}

static void look_at_symbol(check *c, const image *i, const ElfW(Sym) * symbol, const ElfW(Shdr) * strings)
{
  int kind = symbol->st_info & 15;
  if ((kind != STT_OBJECT && kind != STT_TLS) || symbol->st_shndx >= i->count || symbol->st_size == 0)
    return;
  const ElfW(Shdr) *section = &i->sections[symbol->st_shndx];
  const ElfW(Ehdr) *header = (const void *)i->bytes;
  const char *place = text_at(i, &i->sections[header->e_shstrndx], section->sh_name);
  const char *name = text_at(i, strings, symbol->st_name);
  if (!(section->sh_flags & SHF_WRITE) || is_written_once(place) || is_compilers(name))
    return;
  check_found_of_all(
      c, "global", "a scene remembers nothing outside its State: make it const, or a field of State",
      "the variable %.100s (%zu bytes, %.30s) can be written", name, (size_t)symbol->st_size, place);
}

void check_globals(check *c)
{
  image i = {0};
  if (read_image(&i, c->job->plugin))
    for (int k = 0; k < i.count; k++) {
      const ElfW(Shdr) *table = &i.sections[k];
      if (table->sh_type != SHT_SYMTAB || table->sh_link >= (unsigned)i.count ||
          !lies_in(&i, table->sh_offset, table->sh_size) || table->sh_offset % 8 != 0)
        continue;
      const ElfW(Sym) *symbols = (const void *)(i.bytes + table->sh_offset);
      for (size_t s = 0; s < table->sh_size / sizeof *symbols; s++)
        look_at_symbol(c, &i, &symbols[s], &i.sections[table->sh_link]);
    }
  free(i.bytes);
}
#else
void check_globals(check *c)
{
  (void)c;
}
#endif
