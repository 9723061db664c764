/** What is wrong with one setting, in words that follow its name. Never its value, which may be a secret. */
export interface Fault {
  readonly setting: string
  readonly says: string
}

/** The settings that were made. An empty one was not. */
export type Given = Readonly<Record<string, string>>
