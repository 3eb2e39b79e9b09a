// Branded identifiers. Made outside the core (ids arrive as arguments); here only so that they cannot be mixed up.
type Brand<T, B extends string> = T & { readonly __brand: B };
export type OrgId = Brand<string, 'OrgId'>;
export type UserId = Brand<string, 'UserId'>;
export type ReportId = Brand<string, 'ReportId'>;
export type SourceId = Brand<string, 'SourceId'>;
export type FactId = Brand<string, 'FactId'>;
export type TurnId = Brand<string, 'TurnId'>;
/** An outline code of a profile, such as `1.5`. */
export type SectionId = string;
