/** Where our --help differs from Docker's on purpose: words after `docker` → reason. */
export const helpDifferences: Readonly<Record<string, string>> = {
  completion: 'the text is of the Go library that Docker generates it with; PowerShell is not to be had in the guest',
  'completion bash': 'our own script: Docker’s comes from a Go library',
  'completion fish': 'our own script: Docker’s comes from a Go library',
  'completion zsh': 'our own script: Docker’s comes from a Go library',
  'completion powershell': 'there is no PowerShell in the guest',
};
