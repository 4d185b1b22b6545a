/** Error codes of the OCI distribution specification ("Error Codes"), with the status each is sent with. */
const STATUS = {
  BLOB_UNKNOWN: 404,
  DIGEST_INVALID: 400,
  MANIFEST_UNKNOWN: 404,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  PAGINATION_NUMBER_INVALID: 400,
  RANGE_INVALID: 416,
  UNSUPPORTED: 405,
  UNKNOWN: 500,
  UNAVAILABLE: 503,
} as const;

/** Thrown by the endpoint, turned into a response in one place (`endpoint.ts`). */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  constructor(
    readonly code: keyof typeof STATUS,
    message: string,
    readonly detail: object | null = null,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  get status(): number {
    return STATUS[this.code];
  }

  /** The body the specification asks for. */
  toJSON(): object {
    return { errors: [{ code: this.code, message: this.message, detail: this.detail }] };
  }
}
