import type { Kysely } from 'kysely';

/** Settings as they were stored before steps had variants. */
interface EarlierSettings {
  readonly steps?: readonly EarlierStep[];
}

interface EarlierStep {
  readonly stepIndex: number;
  readonly subject: string;
  readonly bodyHtml: string;
  readonly bodyText: string | null;
  readonly delayDays: number;
  readonly delayHours: number;
}

/** Gives each step of each campaign its one variant, and each campaign the settings that are new. */
export async function putStepsInVariants(db: Kysely<unknown>): Promise<void> {
  const campaigns = db.withTables<{ campaigns: { id: string; settings: string } }>();
  for (const { id, settings } of await campaigns
    .selectFrom('campaigns')
    .select(['id', 'settings'])
    .execute()) {
    const earlier: EarlierSettings = JSON.parse(settings);
    const changed = {
      ...earlier,
      steps: (earlier.steps ?? []).map(inOneVariant),
      dailyLimitPerMailbox: null,
      rampUp: { enabled: false, increment: 0, maximum: 0 },
      offerUnsubscribe: true,
      importMapping: {},
    };
    await campaigns
      .updateTable('campaigns')
      .set({ settings: JSON.stringify(changed) })
      .where('id', '=', id)
      .execute();
  }
}

function inOneVariant({ subject, bodyHtml, bodyText, ...timing }: EarlierStep) {
  const variant = { name: 'A', label: null, subject, body: bodyHtml, bodyText, distributionPercent: 100 };
  return { ...timing, variants: [variant], trigger: null, offerUnsubscribe: null };
}
