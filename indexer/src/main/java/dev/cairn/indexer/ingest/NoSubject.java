package dev.cairn.indexer.ingest;

import java.util.List;

/// Sentences about anything. What a concept has in common with all of them says nothing about it.
final class NoSubject {
  static final List<String> SENTENCES =
      List.of(
          "The train leaves at ten past eight and stops at every station along the coast.",
          "Simmer the onions in butter until they are soft, then add the stock and the rice.",
          "The valve was replaced after the pressure test showed a leak at the upper flange.",
          "Rain is expected in the north during the morning, with dry spells later in the day.",
          "The committee met on Tuesday, read the minutes, and agreed to publish the report.",
          "Fill in section two of the form, sign it, and send it to the address given below.",
          "The patient was given a lower dose and recovered within three days.",
          "The program reads the file line by line and writes an error when a field is missing.",
          "Under the contract the supplier must deliver the parts within thirty days of the order.",
          "Pupils who had slept for eight hours did better in the test than those who had not.",
          "The bridge was built of steel and stone and has carried traffic since 1932.",
          "Figure 4 shows how the temperature of the sensor rose during the second orbit.",
          "She moved to the city, found work in a library, and wrote her first novel there.",
          "The table lists the price, weight and size of each model and the year it was made.",
          "Our team had two months to move the old website and test every page before launch.",
          "The court held that the notice had been given too late and dismissed the appeal.",
          "The engine failed because a bolt that had been tightened by hand came loose.",
          "Read the instructions before you begin, and keep the receipt in a safe place.",
          "The museum is open from ten to five and closed on Mondays and public holidays.",
          "Sales of electric cars grew by a fifth last year while those of others fell slightly.",
          "The survey asked four hundred people how often they travel by bus and why.",
          "Water from the lake is filtered, treated and pumped to the town through two pipes.",
          "We would like to thank everybody who helped with the event and sent us their"
              + " photographs.",
          "The new rule applies to all staff from the first of May; questions go to the office.");

  private NoSubject() {}
}
