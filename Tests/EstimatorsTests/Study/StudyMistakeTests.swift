import Estimators
import TestSupport
import Testing

/// One of each mistake of a study: refused with the line on which it stands and, where a name is wrong, the nearest valid ones.
@Suite struct StudyMistakeTests {
  struct Mistake: Sendable {
    var name: String
    /// Ends of lines are marked by bars.
    var text: String
    var sentence: String

    init(_ name: String, _ text: String, _ sentence: String) {
      (self.name, self.sentence) = (name, sentence)
      self.text = text.replacing("|", with: "\n")
    }
  }

  static let unknown: [Mistake] = [
    Mistake("unknown digital sector", "title: t|digital:|  a: [bux]", "line 3: sector bux is not in the table; nearest are bus"),
    Mistake(
      "unknown split sector", "digital: {a: [x]}|split:|  - {sector: trt, into: [{code: x, share: 1}]}",
      "line 3: sector trt is not in the table; nearest are trd"),
    Mistake(
      "unknown disrupted sector", "digital: {a: [bus]}|disrupted:|  e: [ott]",
      "line 3: sector ott is not in the table; nearest are oth"),
    Mistake(
      "unknown key", "digital: {a: [bus]}|metod: block",
      "line 2: unknown key 'metod'; known are title, split, digital, disrupted, fixed_capital, monte_carlo, method, source, notes, published"
    ),
    Mistake(
      "unknown definition", "digital:|  definition: adb-2022",
      "line 2: there is no definition adb-2022; nearest are adb-2021; 'leontief definitions' lists them"),
  ]

  static let overlapping: [Mistake] = [
    Mistake(
      "one sector in two subsectors", "digital:|  a: [bus]|  b: [trd,|    bus]",
      "line 4: sector bus is named twice (a, b); name it once"),
    Mistake(
      "one sector by two names", "digital:|  a: [bus]|  b: [DEU/bus]",
      "line 3: sector DEU/bus is named twice (a, b); name it once"),
    Mistake(
      "a digital sector disrupted", "digital: {a: [bus]}|disrupted:|  e: [oth, bus]",
      "line 3: sector bus is named twice (a, e); name it once"),
    Mistake("one subsector twice", "digital:|  a: [bus]|  a: [trd]", "line 2: not valid YAML"),
    Mistake(
      "one sector split twice",
      "digital: {a: [x]}|split:|  - {sector: bus, into: [{code: x, share: 1}]}|  - {sector: bus, into: [{code: y, share: 1}]}",
      "line 4: sector bus is split twice"),
    Mistake(
      "a sector that is split, and its part",
      "digital: {a: [x]}|disrupted:|  e: [bus]|split:|"
        + "  - {sector: bus, into: [{code: x, share: 0.5}, {code: y, share: 0.5}]}",
      "line 3: sector bus is split; name those of its parts that are meant (x, y)"),
    Mistake(
      "one part twice", "digital: {a: [x]}|split:|  - {sector: bus, into: [{code: x, share: 0.5}, {code: x, share: 0.5}]}",
      "line 3: part 'x' twice"),
    Mistake(
      "a part called like a sector",
      "digital: {a: [x]}|split:|  - sector: bus|    into:|      - {code: x, share: 0.5}|"
        + "      - {code: trd, share: 0.5}",
      "line 6: part trd has the code of another sector, DEU/trd; give it a code of its own"),
    Mistake("nothing digital", "title: t|digital: {}", "line 2: no digital sector is named"),
    Mistake("an empty subsector", "digital:|  a: [bus]|  b: []", "line 3: subsector b names no sector"),
  ]

  static let shares: [Mistake] = [
    Mistake(
      "a share above one", "digital: {a: [x]}|split:|  - {sector: bus, into: [{code: x, share: 1.2}]}",
      "line 3: share 1.2 is not between 0 and 1"),
    Mistake(
      "a share below zero", "digital: {a: [x]}|split:|  - {sector: bus, into: [{code: x, share: -0.2}]}",
      "line 3: share -0.2 is not between 0 and 1"),
    Mistake(
      "shares that do not sum to one",
      "digital: {a: [x]}|split:|  - sector: bus|    into: [{code: x, share: 0.2}, {code: y, share: 0.7}]",
      "line 3: the shares of sector DEU/bus sum to 0.8999999999999999, not to 1"),
    Mistake(
      "a disrupted share above one", "digital: {a: [bus]}|disrupted:|  e: [{code: oth, share: 2}]", "line 3: share 2 is not"),
    Mistake(
      "ranges above one",
      "digital: {a: [x, y]}|split:|  - sector: bus|    into:|      - {code: x, share: 0.5, range: [0.5, 0.8]}|"
        + "      - {code: y, share: 0.3, range: [0.2, 0.4]}|      - {code: z, share: 0.2}",
      "line 3: the digital parts of sector DEU/bus may reach 1.2000000000000002 by their ranges, which is above 1"),
    Mistake(
      "a split into nothing", "digital: {a: [bus]}|split:|  - {sector: trd, into: []}",
      "line 3: sector trd is split into no part"),
    Mistake(
      "capital of a table without any", "digital: {a: [bus]}|fixed_capital: {share: 0.1}",
      "line 2: the table has no final demand for gross fixed capital formation"),
  ]

  @Test(arguments: unknown + overlapping + shares) func isRefused(_ mistake: Mistake) throws {
    let error = #expect(throws: (any Error).self) {
      let file = try StudyFile(text: mistake.text, path: "s.yaml")
      _ = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
        .estimate(ReferenceTables.germany1995(), study: file)
    }
    let sentence = error.map { "\($0)" } ?? ""
    #expect(sentence.hasPrefix("s.yaml: \(mistake.sentence)"), "\(mistake.name): \(sentence)")
    #expect(!sentence.contains("\n"))
  }

  /// A study made by a program has no lines, and no line is made up for it.
  @Test func aProgramsStudyHasNoLines() throws {
    let file = StudyFile(Study(digital: [Study.Subsector(name: "a", codes: ["bux"])]), path: "mine")
    let error = #expect(throws: EstimationError.self) {
      try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
        .estimate(ReferenceTables.germany1995(), study: file)
    }
    #expect(error?.description == "mine: sector bux is not in the table; nearest are bus")
  }
}
