/**
 * Index types. Every table of a profile is a set of columns; a row is named by its index, and the
 * brand keeps an index of one table from being used in another.
 */
declare const table: unique symbol
export type Index<Table extends string> = number & { readonly [table]?: Table }

export type StringIndex = Index<'string'>
export type FunctionIndex = Index<'function'>
export type MappingIndex = Index<'mapping'>
export type LocationIndex = Index<'location'>
/** A node of the stack tree; 0 is the empty stack. */
export type StackIndex = Index<'stack'>
/** A set of labels; 0 is the empty set. */
export type LabelSetIndex = Index<'labelSet'>
/** A distinct frame (function, line, address … by granularity). */
export type FrameKey = Index<'frameKey'>

/** In a column of indices: none. */
export const NONE = -1
