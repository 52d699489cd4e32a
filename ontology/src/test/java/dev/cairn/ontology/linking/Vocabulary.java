package dev.cairn.ontology.linking;

import static dev.cairn.ontology.testkit.SmallView.concept;

import dev.cairn.ontology.ConceptView;
import dev.cairn.ontology.Linker;
import dev.cairn.ontology.testkit.SmallView;

/// Some concepts with every difficulty that labels have.
final class Vocabulary {
  private Vocabulary() {}

  static final ConceptView VIEW =
      SmallView.of(
          concept("management").context("administration"),
          concept("planning").broader("management"),
          concept("plan").broader("planning"),
          concept("organizing").broader("management").alternative("organising"),
          concept("human-resources").alternative("HR").broader("management"),
          concept("human-resources-department").alternative("HR department"),
          concept("smart-goal").preferred("SMART").alternative("SMART goal").broader("plan"),
          concept("customer-experience").alternative("CX").context("experience"),
          concept("customer-experience-management")
              .alternative("CEM", "customer experience program")
              .hidden("chump acquaintance administration", "customer endure administration")
              .broader("management", "customer-experience"),
          concept("customer-relationship-management")
              .alternative("CRM")
              .hidden("chump accord administration")
              .broader("management"),
          concept("customer-loyalty").context("loyalty").broader("customer-experience"),
          concept("customer-churn").context("churn").hidden("agitate").related("customer-loyalty"),
          concept("brand").hidden("cast").related("customer-loyalty"),
          concept("brand-management").broader("brand"),
          concept("channel"),
          concept("multi-channel-interaction").broader("channel"),
          concept("email-channel").alternative("e-mail").broader("channel"),
          concept("contact-centre").broader("channel"),
          concept("touchpoint").broader("customer-experience"),
          concept("order-fulfilment").broader("customer-experience"),
          concept("behaviour-change").preferred("behavior change").broader("management"),
          concept("lesson-learned"),
          concept("share-knowledge"),
          concept("compliance").preferred("compliance (staffing)").related("human-resources"),
          concept("talent-dimension").preferred("talent").broader("organizing"),
          concept("talent-person")
              .preferred("talented person")
              .context("talent")
              .related("human-resources"),
          concept("continuous-improvement").broader("management"),
          concept("km-improvement")
              .preferred("improvement of knowledge work")
              .alternative("continuous improvement")
              .broader("continuous-improvement"),
          concept("poac")
              .preferred("POAC model")
              .alternative("planning, organizing, actuating, controlling"),
          concept("net-promoter-score").context("NPS").broader("measurement"),
          concept("economics"),
          concept("measurement").context("metric"));

  static final Linker LINKER = Linkers.over(VIEW, LinkerSettings.defaults());
}
