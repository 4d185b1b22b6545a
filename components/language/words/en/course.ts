export const course = {
  introduction:
    'A text and, beside it, a machine. Each step ends with a check that looks at what the machine really did, however you got there.',
  minutes: (count: number) => `${count} min`,
};
