// Plan and verdict → the documents that people read before they buy: Korean and English, HTML and Markdown, the drawing.

import type { AnyService } from '../../catalog/service.ts'
import type { Artifact } from '../../model/artifacts.ts'
import type { Plan } from '../../model/plan.ts'
import { type Language, text } from '../../model/text.ts'
import type { Verdict } from '../../model/verdict.ts'
import { hanokVersion } from '../../model/version.ts'
import type { Document } from './document-model.ts'
import { type Facts, gatherFacts } from './facts.ts'
import { htmlPage } from './html.ts'
import { markdownPage } from './markdown.ts'
import { checklistSection } from './sections/checklist.ts'
import { failuresSection } from './sections/failures.ts'
import { flowsSection } from './sections/flows.ts'
import { givenUpSection } from './sections/given-up.ts'
import { loadSection } from './sections/load.ts'
import { networksSection } from './sections/networks.ts'
import { provenanceSection } from './sections/provenance.ts'
import { serversSection } from './sections/servers.ts'
import { servicesSection } from './sections/services.ts'
import { summarySection } from './sections/summary.ts'
import { topologyFile, topologySection } from './sections/topology-section.ts'
import { topologySvg } from './topology/svg.ts'

const languages: readonly Language[] = ['ko', 'en']

/**
 * `documents/{index.ko.html,index.en.html,report.ko.md,report.en.md,topology.svg,topology.en.svg}` and `hanok.json`,
 * sorted by path. `verdict` is the one on this very plan. The same of both give the same bytes. Throws `render.*` errors for a plan that the catalog
 * does not fit.
 */
export function renderDocuments(
  plan: Plan,
  verdict: Verdict,
  catalog: readonly AnyService[],
): readonly Artifact[] {
  const factsIn = gatherFacts(plan, verdict, catalog)
  const artifacts = languages.flatMap((language): readonly Artifact[] => {
    const facts = factsIn(language)
    const document = writeDocument(facts)
    return [
      file(`documents/index.${language}.html`, htmlPage(document)),
      file(`documents/report.${language}.md`, markdownPage(document)),
      file(`documents/${topologyFile(language)}`, `${topologySvg(facts)}\n`),
    ]
  })
  const all = [
    ...artifacts,
    file('hanok.json', `${JSON.stringify(about(plan, verdict, catalog), null, 2)}\n`),
  ]
  return all.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function file(path: string, content: string): Artifact {
  return { path, content, mode: 0o644 }
}

/** The document of a plan in one language, before it is written as anything. */
export function writeDocument(facts: Facts): Document {
  const { plan, say } = facts
  const hosts = plan.hosts.length
  return {
    language: facts.language,
    title: say(text(`${plan.name}: platform design`, `${plan.name} 플랫폼 설계서`)),
    subtitle: say(
      text(
        `Shape ${plan.shape}, ${hosts} hosts. Written by hanok ${hanokVersion} from the plan; all statements about failures are predicted.`,
        `형태 ${plan.shape}, 호스트 ${hosts}대. hanok ${hanokVersion}이 계획에서 만들었으며, 장애에 관한 내용은 모두 예측입니다.`,
      ),
    ),
    contentsTitle: say(text('Contents', '차례')),
    sections: [
      summarySection(facts),
      serversSection(facts),
      servicesSection(facts),
      loadSection(facts),
      networksSection(facts),
      flowsSection(facts),
      topologySection(facts),
      failuresSection(facts),
      checklistSection(facts),
      givenUpSection(facts),
      provenanceSection(facts),
    ],
  }
}

function about(plan: Plan, verdict: Verdict, catalog: readonly AnyService[]): unknown {
  return {
    schemaVersion: 1,
    hanokVersion,
    target: 'documents',
    name: plan.name,
    planSha256: verdict.planSha256,
    declarationSha256: plan.declarationSha256,
    catalogVersion: plan.catalogVersion,
    versions: Object.fromEntries(
      Object.keys(plan.services)
        .sort()
        .map((id) => [id, catalog.find((service) => service.id === id)?.version ?? '']),
    ),
  }
}
