#include "notebook/tables.h"

#include <stddef.h>

#define ID(column) "typeof(" column ") = 'text' AND length(CAST(" column " AS BLOB)) BETWEEN 1 AND 127"
#define STEP "step BETWEEN 0 AND 63"
#define TIME(column) column " BETWEEN 0 AND 1e11"
#define STATE "(state IS NULL OR (typeof(state) = 'blob' AND length(state) <= 16777216))"
#define TEXT(column, bytes)                                                                                  \
  "(" column " IS NULL OR (typeof(" column ") = 'text' AND length(CAST(" column " AS BLOB)) <= " bytes "))"

static const table tables[] = {
    {.name = "place",
     .columns = {"scene", "step", "seconds", "moment", "at", "state"},
     .sound = ID("scene") " AND " STEP " AND seconds BETWEEN 0 AND 3600 AND " TEXT(
         "moment", "4194303") " AND " TIME("at") " AND " STATE,
     .key = "scene = :scene",
     .update = "step = :step, seconds = :seconds, moment = :moment, state = :state, at = :at WHERE at < :at"},
    {.name = "crumb",
     .columns = {"scene", "step", "seconds", "moment", "state"},
     .sound = ID("scene") " AND " STEP
                          " AND seconds BETWEEN 0 AND 3600 AND " TEXT("moment", "4194303") " AND " STATE,
     .key = "scene = :scene AND step = :step AND seconds = :seconds"},
    {.name = "scene",
     .columns = {"id", "seen", "steps", "spent", "begun", "watched", "explained", "due", "skipped"},
     .sound = ID("id") " AND steps BETWEEN 0 AND 64 AND spent BETWEEN 0 AND 1e9 AND " TIME(
         "begun") " AND " TIME("watched"),
     .key = "id = :id",
     .update =
         "seen = seen | :seen, steps = max(steps, :steps), spent = max(spent, :spent),"
         " begun = CASE WHEN begun = 0 OR :begun = 0 THEN max(begun, :begun) ELSE min(begun, :begun) END,"
         " watched = max(watched, :watched), explained = max(explained, :explained), due = max(due, :due),"
         " skipped = skipped OR :skipped"},
    {.name = "answer",
     .columns = {"scene", "step", "question", "given", "right", "off", "at"},
     .sound = ID("scene") " AND " STEP " AND off BETWEEN -1 AND 1 AND " TIME("at"),
     .key = "scene = :scene AND step = :step AND at = :at"},
    {.name = "stuck",
     .columns = {"scene", "step", "need", "at", "over"},
     .sound = ID("scene") " AND " STEP " AND " TEXT("need", "127") " AND " TIME("at") " AND " TIME("over"),
     .key = "scene = :scene AND step = :step AND need IS :need AND at = :at",
     .update = "over = max(over, :over)"},
    {.name = "setting",
     .columns = {"name", "value"},
     .sound = "typeof(name) = 'text' AND typeof(value) = 'text'",
     .key = "name = :name"},
    {.name = "note",
     .columns = {"scene", "text", "at"},
     .sound =
         ID("scene") " AND typeof(text) = 'text' AND length(CAST(text AS BLOB)) <= 262144 AND " TIME("at"),
     .key = "scene = :scene",
     // What only one of them says is kept, too.
     .update = "text = CASE WHEN instr(text, :text) THEN text WHEN instr(:text, text) THEN :text"
               " ELSE text || char(10, 10) || '---' || char(10, 10) || :text END, at = max(at, :at)"},
    {.name = "span",
     .columns = {"kind", "scene", "began", "ended", "east", "thought"},
     .sound = "kind BETWEEN 0 AND 6 AND " TEXT("scene", "127") " AND " TIME("began") " AND " TIME(
         "ended") " AND ended >= began AND east BETWEEN -1440 AND 1440",
     .key = "began = :began AND east = :east",
     .update = "ended = max(ended, :ended), kind = CASE WHEN :thought THEN :kind ELSE kind END, thought = "
               "thought OR "
               ":thought"},
    {.name = "ink",
     .columns = {"scene", "step", "event", "at"},
     .sound = ID("scene") " AND step BETWEEN 0 AND 4096 AND typeof(event) = 'blob'"
                          " AND length(event) <= 16777216"},
    {.name = "recording",
     .columns = {"scene", "title", "began", "take_of", "taken"},
     .sound = ID("scene") " AND " TIME("began"),
     .key = "scene = :scene AND began = :began",
     .owns = true},
    {.name = "recording_piece",
     .columns = {"recording", "number", "first", "last", "bytes"},
     .sound = "typeof(bytes) = 'blob' AND recording IN (SELECT id FROM recording)",
     .key = "recording = :recording AND number = :number",
     .owner = "recording"},
    {.name = "recording_sound",
     .columns = {"recording", "first", "bytes"},
     .sound = "typeof(bytes) = 'blob' AND recording IN (SELECT id FROM recording)",
     .key = "recording = :recording AND first = :first",
     .owner = "recording"},
    {.name = "recording_state",
     .columns = {"recording", "number", "at", "bytes"},
     .sound = "typeof(bytes) = 'blob' AND recording IN (SELECT id FROM recording)",
     .key = "recording = :recording AND number = :number",
     .owner = "recording"},
    {.name = "recording_ink",
     .columns = {"recording", "scene", "step", "event"},
     .sound = ID("scene") " AND typeof(event) = 'blob' AND recording IN (SELECT id FROM recording)",
     .owner = "recording"},
    {.name = "talk",
     .columns = {"scene", "began", "ended"},
     .sound = ID("scene") " AND " TIME("began") " AND " TIME("ended"),
     .key = "scene = :scene AND began = :began",
     .update = "ended = max(ended, :ended)",
     .owns = true},
    {.name = "talk_point",
     .columns = {"talk", "step", "words", "heard"},
     .sound = STEP " AND " TEXT("words", "400") " AND " TIME("heard") " AND talk IN (SELECT id FROM talk)",
     .key = "talk = :talk AND step = :step AND words IS :words",
     .update = "heard = max(heard, :heard)",
     .owner = "talk"},
    {.name = "talk_spent",
     .columns = {"talk", "step", "seconds"},
     .sound = STEP " AND seconds >= 0 AND talk IN (SELECT id FROM talk)",
     .key = "talk = :talk AND step = :step",
     .update = "seconds = max(seconds, :seconds)",
     .owner = "talk"},
    {.name = "talk_lost",
     .columns = {"talk", "step", "seconds", "moment", "at"},
     .sound = STEP " AND " TIME("at") " AND talk IN (SELECT id FROM talk)",
     .key = "talk = :talk AND step = :step AND at = :at",
     .owner = "talk"},
    {.name = "review",
     .columns = {"scene", "step", "words", "stability", "difficulty", "reviewed", "due"},
     .sound = ID("scene") " AND step BETWEEN -1 AND 63 AND " TIME("reviewed") " AND " TIME("due"),
     .key = "scene = :scene AND step = :step AND words IS :words",
     .update = "stability = :stability, difficulty = :difficulty, reviewed = :reviewed, due = :due WHERE "
               "reviewed < "
               ":reviewed"},
};

const table *table_at(int n)
{
  return n >= 0 && n < (int)(sizeof tables / sizeof *tables) ? &tables[n] : NULL;
}
