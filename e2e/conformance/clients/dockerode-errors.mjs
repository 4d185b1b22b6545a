// Errors as a client library sees them: status and message.
import Docker from 'dockerode';

const docker = new Docker({ socketPath: process.env.SOCKET });
const attempts = {
  'inspect of nothing': () => docker.getContainer('nosuch').inspect(),
  'start of nothing': () => docker.getContainer('nosuch').start(),
  'an image that is not there': () => docker.createContainer({ Image: 'nosuch' }),
  'a bad name': () => docker.createContainer({ Image: 'busybox', name: 'a b' }),
  'a name and no command': () => docker.createContainer({ name: 'a b' }),
  'no command to exec': () => docker.getContainer('nosuch').exec({ Cmd: [] }),
  'an unknown volume': () => docker.getVolume('nosuch').inspect(),
  'an unknown network': () => docker.getNetwork('nosuch').inspect(),
  'an unknown image': () => docker.getImage('nosuch').inspect(),
  'an exec that is not there': () => docker.getExec('nosuch').inspect(),
  'a removal of nothing': () => docker.getContainer('nosuch').remove(),
  'a wait for nothing': () => docker.getContainer('nosuch').wait(),
  'logs of nothing': () => docker.getContainer('nosuch').logs({ stdout: true }),
  'an archive of nothing': () => docker.getContainer('nosuch').getArchive({ path: '/' }),
  'a tag of nothing': () => docker.getImage('nosuch').tag({ repo: 'x' }),
  'a memory limit that is too small': () => docker.createContainer({ Image: 'busybox', HostConfig: { Memory: 1024 } }),
  'a bad filter': () => docker.listContainers({ filters: { nosuch: ['x'] } }),
};
for (const [what, attempt] of Object.entries(attempts))
  console.log(
    `${what}: ${await attempt().then(
      () => 'no error',
      ({ statusCode, json }) => `${statusCode} ${json?.message}`,
    )}`,
  );
