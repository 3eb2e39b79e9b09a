// Every file of db/profiles as part of the code: a Worker has no folder to read. Reads and checks nothing.
import guangdong from '../db/profiles/guangdong.json' with { type: 'json' };
import hubei from '../db/profiles/hubei.json' with { type: 'json' };
import hunan from '../db/profiles/hunan.json' with { type: 'json' };
import jiangxi2022 from '../db/profiles/jiangxi-2022.json' with { type: 'json' };
import nationalGeneric from '../db/profiles/national-generic.json' with { type: 'json' };
import evidence from '../db/profiles/sentences/evidence.json' with { type: 'json' };
import issue from '../db/profiles/sentences/issue.json' with { type: 'json' };
import mgmt from '../db/profiles/sentences/mgmt.json' with { type: 'json' };
import money from '../db/profiles/sentences/money.json' with { type: 'json' };
import other from '../db/profiles/sentences/other.json' with { type: 'json' };
import overview from '../db/profiles/sentences/overview.json' with { type: 'json' };
import plan from '../db/profiles/sentences/plan.json' with { type: 'json' };
import result from '../db/profiles/sentences/result.json' with { type: 'json' };
import score from '../db/profiles/sentences/score.json' with { type: 'json' };
import use from '../db/profiles/sentences/use.json' with { type: 'json' };
import sichuan from '../db/profiles/sichuan.json' with { type: 'json' };
import yunnan from '../db/profiles/yunnan.json' with { type: 'json' };

/** File -> its JSON, sorted by name. */
export const PROFILE_FILES: Readonly<Record<string, unknown>> = {
  'guangdong.json': guangdong,
  'hubei.json': hubei,
  'hunan.json': hunan,
  'jiangxi-2022.json': jiangxi2022,
  'national-generic.json': nationalGeneric,
  'sichuan.json': sichuan,
  'yunnan.json': yunnan,
};

/** File name without .json -> its JSON. */
export const SENTENCE_FILES: Readonly<Record<string, unknown>> = {
  evidence,
  issue,
  mgmt,
  money,
  other,
  overview,
  plan,
  result,
  score,
  use,
};
