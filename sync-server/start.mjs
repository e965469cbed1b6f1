// Plain JavaScript: an old Node.js gets a sentence here, not ERR_UNKNOWN_FILE_EXTENSION (before 22.18), a crash inside
// better-sqlite3 (before 22.14) or a missing argon2 (before 24.7).
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(
    `The server needs Node.js 24.7 or newer, this is ${process.version}. Start it with "npm start": it uses the Node.js that "npm ci" installed.`,
  );
  process.exit(1);
}
await import('./main.ts');
