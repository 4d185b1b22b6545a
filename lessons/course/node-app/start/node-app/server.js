// A page that says hello, and how long this process has been running.
const http = require('node:http');
const os = require('node:os');
const ms = require('ms');

const GREETING = 'Hello from Node';
const PORT = 3000;

const server = http.createServer((request, response) => {
  const upMs = Math.round(process.uptime() * 1000);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<h1>${GREETING}</h1><p>Process ${process.pid} on ${os.hostname()}, up ${ms(upMs)}.</p>\n`);
});

server.listen(PORT, () => console.log(`listening on port ${PORT}`));
