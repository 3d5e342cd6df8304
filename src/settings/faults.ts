import type { z } from 'zod';
import type { ValueFault, ValueFaults } from '../domain/setting-error.ts';

/** What can be wrong between settings that are right by themselves. */
type CombinationFaults = {
  readonly BOTH_SET: { readonly first: string; readonly second: string };
  readonly SAME_PORT: { readonly first: string; readonly second: string };
  readonly DOCUMENTS_MISSING: object;
  readonly REDIS_WITHOUT_KEY: object;
  readonly REQUEST_SHORTER_THAN_HEADERS: object;
  readonly STREAMS_NOT_FEWER_THAN_CONNECTIONS: object;
  readonly ATTEMPT_NOT_SHORTER_THAN_OPERATION: object;
  readonly TRAIL_MISSING: object;
  readonly VITEC_URL_MISSING: object;
  readonly AUTH_NONE: object;
  readonly PROFILE_SCOPE_WITHOUT_TOKENS: object;
  readonly JWT_SETTINGS_MISSING: { readonly missing: readonly JwtSetting[] };
  readonly CREDENTIALS_MISSING: { readonly missing: readonly string[] };
};
/** JWT_JWKS_URL stands for itself or JWT_JWKS_FILE. */
export type JwtSetting = 'JWT_JWKS_URL' | 'JWT_ISSUER' | 'JWT_AUDIENCE';

type FaultParams = CombinationFaults & { readonly [Code in keyof ValueFaults]: ValueFaults[Code] & { readonly setting: string } };
export type FaultCode = keyof FaultParams;

/** One fault of the settings. */
export type SettingsFault<Code extends FaultCode = FaultCode> = {
  readonly [Each in Code]: { readonly code: Each; readonly params: FaultParams[Each] };
}[Code];

/** The texts of the faults in one language: the fault and what to do. The name of the setting precedes the fault of a value. */
export type FaultTexts = { readonly [Code in FaultCode]: (params: FaultParams[Code]) => readonly [what: string, fix: string] };

/** Two sentences. */
export type FaultText = { readonly what: string; readonly fix: string };

export function faultText<Code extends FaultCode>({ code, params }: SettingsFault<Code>, texts: FaultTexts): FaultText {
  const [what, fix] = texts[code](params);
  return { what: 'setting' in params ? `${params.setting} ${what}` : what, fix };
}

export const faultOf = (setting: string, { code, params }: ValueFault): SettingsFault =>
  ({ code, params: { ...params, setting } }) as SettingsFault; // the compiler loses which params belong to which code

/** The faults that checks.ts put into the issues of Zod; `setting` for a check that was not read as part of an object. */
export const faultsOf = ({ issues }: z.ZodError, setting?: string): readonly SettingsFault[] =>
  issues.map((issue) => {
    if (issue.code !== 'custom') throw new Error(`a check of a setting has an issue of Zod's own: ${issue.code}`);
    return faultOf(setting ?? issue.path.map(String).join('.'), issue.params?.fault as ValueFault);
  });
