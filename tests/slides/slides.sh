#!/bin/sh
# Slides: a film a step, and a page that holds the lesson's words; where Chromium is, the page is played by its keys.
#
#   slides.sh NABLA SCENE STEPS     the program, a scene without a question at its first step, how many steps it has
set -eu
nabla=$1
scene=$2
steps=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$nabla" slides "$scene" -o "$work/slides" --size 160x90 --fps 10 -q
cd "$work/slides"
[ "$(find . -name '*.mp4' | wc -l)" -eq "$steps" ]
[ "$(find . -type f | wc -l)" -eq $((steps + 1)) ]
grep -q '"film": "01.mp4"' index.html
! grep -q '>LESSON<\|^FONTS' index.html
echo "ok: $steps films and a page"

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$browser" ]; then
  echo "there is no Chromium here: the page was not played"
  exit 0
fi

# The page itself, and then somebody at the keys: what they saw becomes the page's title.
cp index.html played.html
cat >>played.html <<'HTML'
<script>
const seen = [], wait = ms => new Promise(done => setTimeout(done, ms));
const press = key => dispatchEvent(new KeyboardEvent('keydown', { key }));
async function until(what) { for (let k = 0; k < 400 && !what(); k++) await wait(20); return Boolean(what()); }
const film = () => videos[front].src.split('/').pop();
(async () => {
  seen.push(await until(() => videos[front].duration > 0 && playing()) ? 'plays' : 'does not play');
  press('ArrowRight'); await until(() => !playing());
  seen.push(Math.abs(videos[front].duration - videos[front].currentTime) < 0.1 ? 'end' : 'not the end');
  press('ArrowRight');
  await until(() => at === 1); seen.push(film());
  press('ArrowLeft'); await until(() => at === 0 && videos[front].ended !== undefined); seen.push(film());
  press('End'); await until(() => at === steps.length - 1); seen.push(film());
  press('n'); seen.push($('notes').hidden ? 'no notes' : 'notes');
  press('Home'); seen.push(`${at + 1} of ${steps.length}`);
  await document.fonts.load('italic 16px Nabla');
  seen.push([...document.fonts].some(f => f.style === 'italic' && f.status === 'loaded') ? 'letters' : 'no letters');
  document.title = 'SEEN ' + seen.join(', ');
})();
</script>
HTML
timeout 60 "$browser" --headless --no-sandbox --disable-gpu --autoplay-policy=no-user-gesture-required \
  --user-data-dir="$work/profile" --virtual-time-budget=20000 --dump-dom "file://$work/slides/played.html" \
  >"$work/dom" 2>"$work/log" || { cat "$work/log"; exit 1; }
title=$(grep -o '<title>SEEN [^<]*' "$work/dom" || true)
last=$(printf '%02d.mp4' "$steps")
expected="<title>SEEN plays, end, 02.mp4, 01.mp4, $last, notes, 1 of $steps, letters"
if [ "$title" != "$expected" ]; then
  echo "FAILED: the page says \"$title\", not \"$expected\""
  exit 1
fi
echo "ok: Chromium plays it by its keys"
