/** Of the inspector's frame and of its views that have no section of their own. */
export const inspector = {
  name: 'Inspector',
  views: 'Views of the machine',
  close: 'Close the inspector',
  loading: 'Loading…',
  notRunning: 'The machine is not running. As soon as it is, what happens in it can be seen here.',
  failed: 'This view could not be shown',
  reload: 'Reload the page',
  containers: { name: 'Containers' },
  networks: { name: 'Networks' },
  volumes: { name: 'Volumes' },
};
