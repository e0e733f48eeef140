import Aggregation
import Estimators
import TestSupport
import Testing

@Suite struct StudyFileTests {
  @Test func everythingIsRead() throws {
    let text = """
      title: Core digital economy
      source: nowhere
      notes:
        - first
        - second
      split:
        - sector: c30
          into:
            - { code: c30.digital, name: Computer services, share: 0.40 }
            - { code: c30.other, share: 0.60 }
      digital:
        zeta: [c27]
        alpha: [c30.digital, DEU/c14]
      method: block
      published:
        - { share: 0.054, source: a bank, difference: another table }
      """
    let study = try StudyFile(text: text, path: "s.yaml").study
    #expect(
      study
        == Study(
          title: "Core digital economy",
          splits: [
            SectorSplit(
              sector: "c30",
              into: [
                .init(code: "c30.digital", name: "Computer services", share: 0.4),
                .init(code: "c30.other", name: "c30.other", share: 0.6),
              ])
          ],
          // The order of the file, not of the alphabet.
          digital: [.init(name: "zeta", codes: ["c27"]), .init(name: "alpha", codes: ["c30.digital", "DEU/c14"])],
          method: .block, source: "nowhere", notes: ["first", "second"],
          published: [.init(share: 0.054, source: "a bank", difference: "another table")]))
  }

  @Test(arguments: [
    ("", "s.yaml: line 1: the file is empty"),
    ("- a", "s.yaml: line 1: a study must be a mapping of keys to values"),
    ("title: x", "s.yaml: line 1: a study needs the key 'digital'"),
    (
      "title: x\ndigitl: {a: [b]}",
      "s.yaml: line 2: unknown key 'digitl'; known are title, split, digital, disrupted, fixed_capital, monte_carlo, method, source, notes, published"
    ),
    ("digital: [a]", "s.yaml: line 1: 'digital' must map subsector names to lists of sector codes"),
    ("digital: {a: {b: c}}", "s.yaml: line 1: a list of texts is expected"),
    ("digital: {a: [b]}\nmethod: fast", "s.yaml: line 2: method 'fast' is not one of aggregated, block"),
    ("digital: {a: [b]}\npublished: [{share: 5.4, source: x}]", "s.yaml: line 2: share 5.4 is not between 0 and 1"),
    ("digital: {a: [b]}\npublished: [{share: 0.1}]", "s.yaml: line 2: a published figure needs the key 'source'"),
    ("digital: {a: [b]}\nsplit: {}", "s.yaml: line 2: 'split' must be a list"),
    ("digital: {a: [b]}\nsplit:\n  - into: []", "s.yaml: line 3: a split needs the key 'sector'"),
    ("digital: {a: [b]}\nsplit:\n  - sector: x", "s.yaml: line 3: a split needs the key 'into'"),
    (
      "digital: {a: [b]}\nsplit:\n  - sector: x\n    into:\n      - code: y",
      "s.yaml: line 5: a part needs the key 'share' or 'revenue'"
    ),
    (
      "digital: {a: [b]}\nsplit:\n  - sector: x\n    into:\n      - {code: y, share: half}",
      "s.yaml: line 5: share 'half' is not a number"
    ),
    (
      "digital: {a: [b]}\nsplit:\n  - sector: x\n    into:\n      - {code: y, share: 1.5}",
      "s.yaml: line 5: share 1.5 is not between 0 and 1"
    ),
    (
      "digital: {a: [b]}\nsplit:\n  - sector: x\n    into:\n      - {code: y, share: nan}",
      "s.yaml: line 5: share 'nan' is not a number"
    ),
  ])
  func whatIsRefused(_ text: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, path: "s.yaml") }
    #expect(error?.description == sentence)
  }

  @Test func brokenYAMLIsOneLine() throws {
    let error = #expect(throws: StudyError.self) { try StudyFile(text: "digital: {a: [b", path: "s.yaml") }
    let sentence = try #require(error?.description)
    #expect(sentence.hasPrefix("s.yaml: line 2: not valid YAML: "))
    #expect(!sentence.contains("\n"))
  }

  @Test func aMissingFileIsNamed() throws {
    let error = #expect(throws: StudyError.self) { try StudyFile(path: "/nowhere/study.yaml") }
    #expect(error?.description.hasPrefix("/nowhere/study.yaml: cannot read: ") == true)
  }

  @Test(arguments: [
    ("digital: {a: [zz]}", "s.yaml: line 1: sector zz is not in the table"),
    ("digital: {a: [bus], b: [bus]}", "s.yaml: line 1: sector bus is named twice (a, b); name it once"),
    (
      "digital: {}",
      "s.yaml: line 1: no digital sector is named; name sectors by their codes (the table has agr, man, con, …) or a definition"
    ),
    ("digital: {a: [bus], b: []}", "s.yaml: line 1: subsector b names no sector; name one or remove it"),
    (
      "split: [{sector: bus, into: [{code: x, share: 0.5}, {code: y, share: 0.4}]}]\ndigital: {a: [x]}",
      "s.yaml: line 1: the shares of sector DEU/bus sum to 0.9, not to 1"
    ),
    ("split: [{sector: zz, into: [{code: x, share: 1}]}]\ndigital: {a: [x]}", "s.yaml: line 1: sector zz is not in the table"),
  ])
  func studiesThatDoNotFitTheTable(_ text: String, _ sentence: String) throws {
    let file = try StudyFile(text: text, path: "s.yaml")
    let table = try ReferenceTables.germany1995()
    let error = #expect(throws: EstimationError.self) {
      try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
    }
    #expect(error?.description == sentence)
  }
}
