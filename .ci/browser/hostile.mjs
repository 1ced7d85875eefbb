// The call in a file, with markup, addresses and controls instead of its strings; one call a line.
import { readFileSync } from 'node:fs';

const texts = [
  '<script>window.owned = 1</script>',
  '</script><script src="https://evil.example/x.js"></script>',
  '</style><style>*{background:url(https://evil.example/y)}</style>',
  '</title><img src="https://evil.example/z" onerror="window.owned = 1">',
  '"><svg onload="window.owned = 1"><a href="javascript:window.owned = 1">x</a>',
  "' onmouseover='window.owned = 1",
  '<iframe srcdoc="<script>top.owned = 1</script>"></iframe>',
  'javascript:window.owned = 1',
  'https://evil.example/"onclick="window.owned = 1',
  '\u202edesrever\u202c \u2066x\u2069 \u200b\ufeff',
];
const isTime = (text) => /^\d{4}-\d\d-\d\dT/.test(text);
const isRole = (text) => ['User', 'Assistant'].includes(text);
const replaced = (value, text) => {
  if (typeof value === 'string') return isTime(value) || isRole(value) ? value : text;
  if (Array.isArray(value)) return value.map((element) => replaced(element, text));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, text)]));
};
const call = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const text of texts) console.log(JSON.stringify({ ...call, data: replaced(call.data, text) }));
