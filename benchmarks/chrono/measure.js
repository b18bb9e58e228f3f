// Reads cases as JSON lines, answers a line each: the last time that chrono finds, and the median microseconds of some rounds.
// The first argument is how many rounds.
'use strict';
const chrono = require('chrono-node');

const rounds = Number(process.argv[2]);
const cases = require('fs').readFileSync(0, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const parse = (c) => (chrono[c.lang] || chrono).parse(c.text, { instant: new Date(c.now), timezone: c.offset }, { forwardDate: true });

for (let round = 0; round < 3; round++) cases.forEach(parse); // as warm as the others
for (const c of cases) {
  let found = [];
  const spent = [];
  for (let round = 0; round < rounds; round++) {
    const begin = process.hrtime.bigint();
    found = parse(c);
    spent.push(Number(process.hrtime.bigint() - begin) / 1000);
  }
  spent.sort((a, b) => a - b);
  const last = found[found.length - 1];
  console.log(JSON.stringify({ at: last ? last.start.date().toISOString() : null, us: spent[rounds >> 1] }));
}
