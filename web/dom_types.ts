/**
 * The type of what a global class makes; `never` where a project knows no such class. A project for Node has no
 * HTMLImageElement, and naming it would be an error in this package's declarations.
 */
export type DomType<Name extends string> = typeof globalThis extends Readonly<Record<Name, { readonly prototype: infer Instance }>> ? Instance : never;

/** The type of a compiled WebAssembly module, which Node's own declarations do not know either. */
export type WasmModule = typeof globalThis extends { readonly WebAssembly: { readonly Module: { readonly prototype: infer Module } } } ? Module : never;
