// Writes schedule_reference.h with ts-fsrs, the schedule's authors' own implementation:
//
//   npm install ts-fsrs@5.4.2 && node make_schedule_reference.mjs > schedule_reference.h
//
// Every sequence of reviews begins with the first; a review is the days since the one before, the grade, and what is then
// remembered. The days and grades come from a small generator of their own, so that the figures can be made again.
import { FSRSAlgorithm, FSRSVersion, default_w, generatorParameters } from 'ts-fsrs';

const fsrs = new FSRSAlgorithm(generatorParameters({ enable_fuzz: false, enable_short_term: true }));
let seed = 12345;
const random = (n) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor(seed / 65536) % n;
};

const sequences = [];
for (const grade of [1, 2, 3, 4]) sequences.push(Array.from({ length: 8 }, () => [null, grade])); // when it is due
sequences.push([1, 3, 3, 3, 3, 3, 1, 3, 3, 3].map((grade) => [null, grade]));
for (let k = 0; k < 12; k++)
  sequences.push(Array.from({ length: 12 }, () => [[0, 1, 2, 3, 7, 20, 90, 400][random(8)], 1 + random(4)]));

console.log('// Made by make_schedule_reference.mjs with ts-fsrs ' + FSRSVersion + '.');
console.log('static const double schedule_parameters[] = {' + default_w.join(', ') + '};');
console.log('static const struct {\n  int sequence, days, grade;\n  double known, stability, difficulty;\n  int interval;\n} schedule_reference[] = {');
sequences.forEach((reviews, sequence) => {
  let memory = null, interval = 0;
  for (const [days, grade] of reviews) {
    const t = memory ? (days ?? interval) : 0;
    const known = memory ? fsrs.forgetting_curve(t, memory.stability) : 0;
    memory = fsrs.next_state(memory, t, grade);
    interval = fsrs.next_interval(memory.stability, t);
    console.log(`    {${sequence}, ${t}, ${grade}, ${known}, ${memory.stability}, ${memory.difficulty}, ${interval}},`);
  }
});
console.log('};');
