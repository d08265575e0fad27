// \begin{…} … \end{…}: tables of all kinds. The measures are those of LaTeX's array and amsmath at 10 points
// to the em.
#include <stdio.h>
#include <string.h>

#include "nabla/type/tex_parse.h"
#include "nabla/type/tex_suggest.h"

enum { MAX_COLUMNS = 32, MAX_ROWS = 256 };

#define STRUT_HEIGHT 0.84f // seven tenths of the distance of 12 pt between baselines
#define STRUT_DEPTH 0.36f
#define COLUMN_SPACE 1.0f // \arraycolsep on both sides
#define QUAD 1.0f
#define THIN_SPACE (3 / 18.0f)

// What kind of table an environment is.
typedef struct environment {
  const char *name;
  uint32_t open, close; // delimiters around it; 0 for none
  bool fenced;
  tex_table table;
} environment;

static const tex_column matrix_columns[] = {{.align = 'c'}, {.align = 'c', .before = COLUMN_SPACE}};
static const tex_column small_columns[] = {{.align = 'c', .before = THIN_SPACE},
                                           {.align = 'c', .before = 5 / 18.0f}};
static const tex_column cases_columns[] = {{.align = 'l'}, {.align = 'l', .before = QUAD}};
static const tex_column aligned_columns[] = {{.align = 'r'},
                                             {.align = 'l', .spaced = true},
                                             {.align = 'r', .before = QUAD},
                                             {.align = 'l', .spaced = true}};
static const tex_column single_column[] = {{.align = 'c'}};

#define MATRIX(name_, open_, close_)                                                                         \
  {                                                                                                          \
    .name = name_, .open = open_, .close = close_, .fenced = (open_) != 0, .table = {                        \
      .columns = matrix_columns,                                                                             \
      .column_count = 2,                                                                                     \
      .repeat = 1,                                                                                           \
      .style = 2,                                                                                            \
      .height = STRUT_HEIGHT,                                                                                \
      .depth = STRUT_DEPTH                                                                                   \
    }                                                                                                        \
  }

#define ALIGNED(name_, columns_, count_, repeat_)                                                            \
  {                                                                                                          \
    .name = name_, .table = {                                                                                \
      .columns = columns_,                                                                                   \
      .column_count = count_,                                                                                \
      .repeat = repeat_,                                                                                     \
      .style = 0,                                                                                            \
      .height = STRUT_HEIGHT,                                                                                \
      .depth = STRUT_DEPTH,                                                                                  \
      .leading = 1.5f,                                                                                       \
      .least_gap = 0.3f,                                                                                     \
      .gap = 0.4f                                                                                            \
    }                                                                                                        \
  }

static const environment environments[] = {
    MATRIX("matrix", 0, 0),
    MATRIX("pmatrix", '(', ')'),
    MATRIX("bmatrix", '[', ']'),
    MATRIX("Bmatrix", '{', '}'),
    MATRIX("vmatrix", '|', '|'),
    MATRIX("Vmatrix", 0x2016, 0x2016),
    {.name = "smallmatrix",
     .table = {.columns = small_columns,
               .column_count = 2,
               .repeat = 1,
               .after = THIN_SPACE,
               .style = 4,
               .leading = 0.6f,
               .least_gap = 0.15f,
               .gap = 0.15f}},
    {.name = "cases",
     .open = '{',
     .fenced = true,
     .table = {.columns = cases_columns,
               .column_count = 2,
               .style = 2,
               .height = 1.2f * STRUT_HEIGHT,
               .depth = 1.2f * STRUT_DEPTH}},
    ALIGNED("aligned", aligned_columns, 4, 2),
    ALIGNED("align", aligned_columns, 4, 2),
    ALIGNED("align*", aligned_columns, 4, 2),
    ALIGNED("split", aligned_columns, 2, 0),
    ALIGNED("gathered", single_column, 1, 0),
    ALIGNED("gather", single_column, 1, 0),
    ALIGNED("gather*", single_column, 1, 0),
    ALIGNED("equation", single_column, 1, 0),
    ALIGNED("equation*", single_column, 1, 0),
    {.name = "array", .table = {.style = 2, .height = STRUT_HEIGHT, .depth = STRUT_DEPTH}},
};

enum { ENVIRONMENT_COUNT = sizeof environments / sizeof *environments };

// As \substack sets its lines.
static const tex_table stack_table = {.columns = single_column,
                                      .column_count = 1,
                                      .style = 4,
                                      .leading = 0.552f,
                                      .least_gap = 0.084f,
                                      .gap = 0.084f,
                                      .name = "substack"};

static const environment *find_environment(tex_job *job, const char *name, tex_span span)
{
  tex_suggestion s = tex_suggest_start(name, strlen(name));
  for (int k = 0; k < ENVIRONMENT_COUNT; k++) {
    if (strcmp(environments[k].name, name) == 0)
      return &environments[k];
    tex_suggest(&s, environments[k].name);
  }
  char hint[64] = "such as matrix, cases or aligned";
  if (s.best != NULL)
    snprintf(hint, sizeof hint, "perhaps %s?", s.best);
  tex_fail(job, span, hint, "unknown environment %s", name);
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// An array's columns: {l|cr}

typedef struct column_list {
  tex_column column[MAX_COLUMNS];
  int count;
  bool line; // before the next
} column_list;

static bool add_column(tex_job *job, column_list *list, const tex_token *t)
{
  if (tex_is_char(t, '|')) {
    list->line = true;
    return true;
  }
  if (t->kind != TEX_CHAR || t->code >= 0x80 || strchr("lcr", (int)t->code) == NULL)
    return tex_fail(job, t->span, "l, c, r and | say how columns are set", "this is no column");
  if (list->count == MAX_COLUMNS)
    return tex_fail(job, t->span, "fewer would do", "more than %d columns", MAX_COLUMNS);
  list->column[list->count] = (tex_column){.align = (char)t->code,
                                           .before = list->count == 0 ? COLUMN_SPACE / 2 : COLUMN_SPACE,
                                           .line = list->line};
  list->count++;
  list->line = false;
  return true;
}

static bool read_columns(tex_job *job, tex_table *table)
{
  column_list list = {.count = 0};
  tex_token open = tex_next(job);
  if (open.kind != TEX_BEGIN_GROUP)
    return tex_fail(job, open.span, "such as {cc|c}", "an array needs columns");
  for (tex_token t = tex_next(job); t.kind != TEX_END_GROUP; t = tex_next(job))
    if (!add_column(job, &list, &t))
      return false;
  if (list.count == 0)
    return tex_fail(job, open.span, "such as {cc|c}", "an array needs columns");
  tex_column *columns = tex_take(job, (size_t)list.count * sizeof *columns);
  if (columns == NULL)
    return false;
  memcpy(columns, list.column, (size_t)list.count * sizeof *columns);
  table->columns = columns;
  table->column_count = list.count;
  table->after = COLUMN_SPACE / 2;
  table->line_after = list.line;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// Rows and cells

static tex_node *parse_cell(tex_job *job, tex_span span)
{
  tex_chain chain = {0};
  tex_node *cell = tex_node_make(job, TEX_LIST, TEX_ORD, span);
  tex_scope outer = job->scope;
  job->scope.fence = job->scope.bracket = job->scope.dollar = false;
  bool ok = cell != NULL && tex_parse_list(job, &chain);
  job->scope = outer;
  if (!ok)
    return NULL;
  cell->body = chain.first;
  return cell;
}

static bool too_many_cells(tex_job *job, const tex_table *table, tex_span span, int row, int cells)
{
  int most = table->repeat > 0 ? MAX_COLUMNS : table->column_count;
  if (cells <= most)
    return false;
  return !tex_fail(job, span, "\\\\ ends a row", "row %d of %s has more than %d cell%s", row + 1, table->name,
                   most, most == 1 ? "" : "s");
}

static bool parse_row(tex_job *job, const tex_table *table, tex_row *row, int number)
{
  tex_chain cells = {0};
  int count = 0;
  tex_token t = tex_peek(job);
  for (;;) {
    if (too_many_cells(job, table, t.span, number, ++count))
      return false;
    tex_node *cell = parse_cell(job, t.span);
    if (cell == NULL)
      return false;
    tex_link(&cells, cell);
    t = tex_peek(job);
    if (t.kind != TEX_CELL)
      break;
    tex_next(job);
  }
  row->cells = cells.first;
  return true;
}

static bool parse_row_end(tex_job *job, const tex_token *t, tex_row *row)
{
  bool mu;
  tex_token next = tex_peek(job);
  if (!tex_is_char(&next, '[') || next.after_space)
    return true;
  tex_next(job);
  if (!tex_parse_length(job, t, &row->extra, &mu))
    return false;
  next = tex_next(job);
  return tex_is_char(&next, ']') || tex_fail(job, next.span, "a ] belongs here", "missing ]");
}

static bool empty_row(const tex_row *row)
{
  return row->cells->body == NULL && row->cells->next == NULL;
}

// Up to `end`'s command, or where `end` is NULL to a }; that stays.
static bool parse_rows(tex_job *job, tex_table *table, tex_span begin)
{
  tex_row **last = &table->rows;
  for (int count = 0;; count++) {
    if (count == MAX_ROWS)
      return tex_fail(job, tex_peek(job).span, "fewer would do", "more than %d rows", MAX_ROWS);
    tex_row *row = tex_take(job, sizeof *row);
    tex_token t = tex_peek(job);
    if (row == NULL)
      return false;
    for (; tex_is_command(&t, "hline"); t = tex_peek(job)) {
      tex_next(job);
      row->lines += row->lines < 8;
    }
    if (!parse_row(job, table, row, count))
      return false;
    t = tex_peek(job);
    bool more = tex_is_command(&t, "\\") || tex_is_command(&t, "cr");
    if (more) {
      tex_next(job);
      if (!parse_row_end(job, &t, row))
        return false;
    } else if (t.kind == TEX_END) {
      return tex_fail(job, begin, "an \\end belongs behind what this begins", "%s is never closed",
                      table->name);
    } else if (empty_row(row)) {
      table->lines_below = row->lines; // behind the last \\ there is no row
      return true;
    }
    *last = row;
    last = &row->next;
    if (!more)
      return true;
  }
}

static bool parse_end(tex_job *job, const char *name)
{
  tex_token t = tex_next(job);
  char found[NB_TEX_MAX_NAME];
  tex_span span;
  if (!tex_is_command(&t, "end")) {
    if (tex_is_command(&t, "right") || t.kind == TEX_END_GROUP)
      return tex_fail(job, t.span, "an \\end belongs before this", "%s is never closed", name);
    return tex_stray(job, &t);
  }
  if (!tex_read_name(job, &t, "the environment's", found, sizeof found, &span))
    return false;
  return strcmp(found, name) == 0 || tex_fail(job, span, name, "%s ends as %s", name, found);
}

// A table, within its delimiters where it has some.
static bool append_table(tex_job *job, tex_chain *out, const environment *kind, const tex_table *table,
                         tex_span span)
{
  tex_node *node = tex_node_make(job, TEX_TABLE, TEX_ORD, span);
  if (node == NULL)
    return false;
  node->table = table;
  if (kind->fenced) {
    tex_node *fence = tex_node_make(job, TEX_FENCE, TEX_INNER, span);
    if (fence == NULL)
      return false;
    fence->code = kind->open;
    fence->close = kind->close;
    fence->close_span = span;
    fence->body = node;
    node = fence;
  }
  tex_link(out, node);
  return true;
}

bool tex_parse_environment(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  char name[NB_TEX_MAX_NAME];
  tex_span span;
  if (!tex_read_name(job, t, "such as {matrix}", name, sizeof name, &span))
    return false;
  const environment *kind = find_environment(job, name, span);
  tex_table *table = kind == NULL ? NULL : tex_take(job, sizeof *table);
  if (table == NULL)
    return false;
  *table = kind->table;
  table->name = kind->name;
  if (table->columns == NULL && !read_columns(job, table))
    return false;
  bool ok = tex_descend(job, t->span) && parse_rows(job, table, t->span);
  job->depth--;
  return ok && parse_end(job, kind->name) && append_table(job, out, kind, table, t->span);
}

bool tex_parse_substack(tex_job *job, tex_chain *out, const tex_token *t, const tex_command *c)
{
  (void)c;
  tex_token open = tex_next(job);
  tex_table *table = tex_take(job, sizeof *table);
  tex_node *node = tex_node_make(job, TEX_TABLE, TEX_ORD, t->span);
  if (table == NULL || node == NULL)
    return false;
  if (open.kind != TEX_BEGIN_GROUP)
    return tex_fail(job, open.span, "such as {i<n\\\\j<m}", "\\substack needs a group");
  *table = stack_table;
  node->table = table;
  bool ok = tex_descend(job, t->span) && parse_rows(job, table, open.span);
  job->depth--;
  tex_token end = tex_next(job);
  if (!ok)
    return false;
  if (end.kind != TEX_END_GROUP)
    return tex_stray(job, &end);
  tex_link(out, node);
  return true;
}
