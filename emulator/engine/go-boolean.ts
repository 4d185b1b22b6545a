/** What strconv.ParseBool of Go takes for true, and for false. */
export const TRUE: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];
export const FALSE: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
