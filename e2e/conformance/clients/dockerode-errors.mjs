// Errors as a client library sees them: status and message.
import Docker from 'dockerode';

const docker = new Docker({ socketPath: process.env.SOCKET });
const attempts = {
  'inspect of nothing': () => docker.getContainer('nosuch').inspect(),
  'start of nothing': () => docker.getContainer('nosuch').start(),
  'an image that is not there': () => docker.createContainer({ Image: 'nosuch' }),
  'no image named': () => docker.createContainer({ Cmd: ['true'] }),
  'a bad name': () => docker.createContainer({ Image: 'busybox', name: 'a b' }),
  'no command to exec': () => docker.getContainer('nosuch').exec({ Cmd: [] }),
  'an unknown volume': () => docker.getVolume('nosuch').inspect(),
  'an unknown network': () => docker.getNetwork('nosuch').inspect(),
  'an unknown image': () => docker.getImage('nosuch').inspect(),
  'a bad filter': () => docker.listContainers({ filters: { nosuch: ['x'] } }),
};
for (const [what, attempt] of Object.entries(attempts))
  console.log(
    `${what}: ${await attempt().then(
      () => 'no error',
      ({ statusCode, json }) => `${statusCode} ${json?.message}`,
    )}`,
  );
