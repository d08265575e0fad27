#!/usr/bin/env python3
"""Writes tex_reference.txt: where real LaTeX puts every glyph of the formulas in tex_formulas.txt.

Needs lualatex with unicode-math, amsmath, mathtools and cancel, and Latin Modern Math (Debian: texlive-luatex
texlive-latex-extra fonts-lmodern); used to make the figures only. For each formula, set in display style at
10 pt, four lines, in thousandths of an em:

    the formula
    width height depth
    id,x,y,size id,x,y,size ...   of each glyph of Latin Modern Math: its origin over the baseline, left to right
    x,y,width,thickness ...       of each level rule: its left end's middle
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

PREAMBLE = r"""
\documentclass[10pt]{article}
\usepackage{amsmath}
\usepackage{mathtools}
\usepackage{cancel}
\let\strike\cancel
\usepackage{xcolor}
\definecolor{v}{gray}{0.5}
\definecolor{i}{gray}{0.5}
\usepackage[mathrm=sym,mathbf=sym,mathit=sym,mathsf=sym,mathtt=sym]{unicode-math}
\setmathfont{latinmodern-math.otf}
\setoperatorfont\symup
\setmainfont{latinmodern-math.otf}[Script=Math,Ligatures=NoCommon,Kerning=Off,
  SizeFeatures={{Size=-6,RawFeature={+ssty=1}},{Size=6-8,RawFeature={+ssty=0}},{Size=8-}}]
\directlua{dofile('walk.lua')}
\begin{document}
\let\cancel\strike % unicode-math makes it a glyph that the font lacks
"""

WALK = r"""
local EM = 10 * 65536 / 1000
local out = io.open('glyphs.txt', 'w')
local HLIST, VLIST, GLYPH = node.id'hlist', node.id'vlist', node.id'glyph'
local KERN, GLUE, RULE = node.id'kern', node.id'glue', node.id'rule'

local function milli(x)
  return string.format('%d', math.floor(x / EM + 0.5))
end

local found, rules
local function walk(box, x, y)
  local across = box.id == HLIST
  if not across then y = y + box.height end
  for n in node.traverse(box.list) do
    if n.id == GLYPH then
      local f = font.getfont(n.font)
      if f and (f.filename or ''):find('latinmodern%-math') then
        table.insert(found, table.concat({f.characters[n.char].index, milli(x + n.xoffset),
                                          milli(y + n.yoffset), milli(f.size)}, ','))
      end
      x = x + n.width
    elseif n.id == HLIST or n.id == VLIST then
      if across then
        walk(n, x, y - n.shift)
        x = x + n.width
      else
        y = y - n.height
        walk(n, x + n.shift, y)
        y = y - n.depth
      end
    elseif n.id == RULE then
      local width = n.width < 0 and box.width or n.width
      if n.depth == 0 and n.height > 0 and width > n.height then
        local bottom = across and y or y - n.height
        table.insert(rules, table.concat({milli(x), milli(bottom + n.height / 2), milli(width), milli(n.height)}, ','))
      end
      if across then x = x + n.width else y = y - n.height - n.depth end
    elseif n.id == KERN then
      if across then x = x + n.kern else y = y - n.kern end
    elseif n.id == GLUE then
      local g = node.effective_glue(n, box)
      if across then x = x + g else y = y - g end
    end
  end
end

function show()
  local box = tex.box[0]
  found, rules = {}, {}
  walk(box, 0, 0)
  out:write(milli(box.width), ' ', milli(box.height), ' ', milli(box.depth), '\n', table.concat(found, ' '), '\n',
            table.concat(rules, ' '), '\n')
  out:flush()
end
"""


def main():
    formulas = [line for line in (HERE / "tex_formulas.txt").read_text().splitlines() if line]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "walk.lua").write_text(WALK)
        body = "".join("\\setbox0\\hbox{\\let\\RequirePackage\\relax$\\displaystyle %s$}\\directlua{show()}\n" % f
                       for f in formulas)
        (folder / "f.tex").write_text(PREAMBLE + body + "\\end{document}\n")
        run = subprocess.run(["lualatex", "-interaction=nonstopmode", "f.tex"], cwd=folder, capture_output=True,
                             text=True, errors="replace")
        troubles = [line for line in run.stdout.splitlines() if line.startswith("! ") or line.startswith("l.")]
        if troubles or "Missing character" in (folder / "f.log").read_text(errors="replace"):
            log = (folder / "f.log").read_text(errors="replace").splitlines()
            sys.exit("\n".join(troubles + [line for line in log if "Missing character" in line]))
        lines = (folder / "glyphs.txt").read_text().splitlines()
    assert len(lines) == 3 * len(formulas), (len(lines), len(formulas))
    with open(HERE / "tex_reference.txt", "w") as out:
        for k, formula in enumerate(formulas):
            out.write("\n".join([formula] + lines[3 * k:3 * k + 3]) + "\n")


main()
