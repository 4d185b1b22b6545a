/** What is defined in every build without ARG before FROM: the machine is the one platform there is. */
export const PLATFORM_ARGS: Readonly<Record<string, string>> = {
  BUILDPLATFORM: 'linux/386',
  BUILDOS: 'linux',
  BUILDARCH: '386',
  BUILDVARIANT: '',
  TARGETPLATFORM: 'linux/386',
  TARGETOS: 'linux',
  TARGETARCH: '386',
  TARGETVARIANT: '',
};

/** Build arguments that need no ARG. */
export const PREDEFINED_ARGS: readonly string[] = [
  ...['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy'],
  ...['NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy'],
];
