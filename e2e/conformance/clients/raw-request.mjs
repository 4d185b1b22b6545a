// Sends stdin to the engine's socket ($SOCKET) as it is and prints the answer.
import { connect } from 'node:net';

const socket = connect({ path: process.env.SOCKET, allowHalfOpen: true });
process.stdin.pipe(socket, { end: false });
socket.pipe(process.stdout);
socket.on('end', () => process.exit(0));
