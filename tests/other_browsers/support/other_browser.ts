/** What the tests want of a browser that is not Chromium; playwright-core drives neither Debian's Firefox nor WebKitGTK. */
export interface OtherBrowser {
  readonly name: string;
  /** A page in a profile of its own, when it has loaded. */
  open(address: string): Promise<OtherPage>;
  close(): Promise<void>;
}

export interface OtherPage {
  /** Runs a function in the page. Its argument and what it gives are JSON. */
  evaluate<Result>(inPage: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Argument, Result>(inPage: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
  /** Leaves the page for another one, or visits it again. */
  goto(address: string): Promise<void>;
  /** A PNG of what is seen. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}
