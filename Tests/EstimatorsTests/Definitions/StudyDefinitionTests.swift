import Aggregation
import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Studies that name a definition, on small tables whose codes are those of a classification.
@Suite struct StudyDefinitionTests {
  /// n sectors that sell a little to each other, with codes as given.
  static func table(_ codes: [String], regions: [String] = ["R"], inactive: Set<String> = []) throws -> InputOutputTable {
    let labels = regions.flatMap { region in codes.map { SectorLabel(region: region, code: $0, name: "Sector \($0)") } }
    let n = labels.count
    let isActive = labels.map { !inactive.contains($0.code) }
    let flows = (0..<n).map { i in (0..<n).map { j in isActive[i] && isActive[j] ? Double((i * 7 + j * 3) % 5 + 1) : 0 } }
    let demand = (0..<n).map { i in [isActive[i] ? Double(20 + i) : 0] }
    let output = (0..<n).map { i in flows[i].reduce(0, +) + demand[i][0] }
    var metadata = TableMetadata()
    (metadata.title, metadata.flowKind) = ("made \"table\"\n# of codes", regions.count > 1 ? .interRegional : .domestic)
    return try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix(flows), demand: [DemandCategory(region: regions[0], category: "all")],
      finalDemand: Matrix(demand), output: output,
      valueAdded: (0..<n).map { j in output[j] - flows.reduce(0) { $0 + $1[j] } }, metadata: metadata)
  }

  static let wiod35 = (1...35).map { "c\($0)" }
  /// A few sectors of the 56, which say themselves what they hold.
  static let divisions = ["A01", "C10-C12", "C26", "F", "G46", "J58", "J59_J60", "J61", "J62_J63", "N", "P85"]

  private func estimate(
    _ study: String, _ table: borrowing InputOutputTable, path: String = "s.yaml"
  ) throws -> DigitalEconomy {
    try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: study, path: path))
  }

  /// The sentence of the error; empty without one.
  private func refusal(_ study: String, _ table: borrowing InputOutputTable) -> String {
    do {
      _ = try estimate(study, table)
      return ""
    } catch { return "\(error)" }
  }

  /// Of the divisions whole ones and those with a fifth of their classes; groups that share a sector are one.
  @Test func aDefinitionIsItsSectors() throws {
    let table = try Self.table(Self.divisions)
    let named = try estimate(
      "digital: {hardware: [C26], software publishing: [J58], 'web publishing, specialised and support services': [J62_J63], telecommunications: [J61]}",
      table)
    let defined = try estimate("digital: {definition: adb-2021}", table)
    #expect(defined.terms == named.terms)
    #expect(
      defined.subsectors.map(\.name) == [
        "hardware", "software publishing", "web publishing, specialised and support services", "telecommunications",
      ])
    let sum = DefinitionChecksum(of: try DefinitionCatalogue.entry("adb-2021").text).sha256.prefix(16)
    #expect(defined.remarks[0] == "definition: adb-2021 (published, sha256 \(sum)), Core digital products, by ISIC Rev. 4")
    #expect(defined.remarks.contains { $0.hasPrefix("C26 is taken whole: it holds more than ISIC Rev. 4 2620, 2680") })
    #expect(!defined.remarks.contains { $0.hasPrefix("J61 is taken whole") })
  }

  @Test func inWIODsSectorsTheMinorPartsAreLeftOut() throws {
    let result = try estimate("digital: {definition: adb-2021}", Self.table(Self.wiod35))
    #expect(result.subsectors.map(\.name) == ["telecommunications"] && result.subsectors[0].sectors == ["R/c27"])
    for code in ["c9", "c14", "c30"] {
      #expect(result.remarks.contains { $0.hasPrefix("\(code) is left out: it holds ISIC Rev. 4 ") }, "\(code)")
    }
  }

  /// The study takes a part of what the definition leaves out, and splits what it takes.
  @Test func splitsGoBeforeTheDefinition() throws {
    let table = try Self.table(Self.wiod35)
    let split = """
      split:
        - {sector: c27, into: [{code: c27.d, share: 0.7}, {code: c27.o, share: 0.3}]}
      digital:
        definition: adb-2021
      """
    #expect(
      refusal(split, table)
        == "s.yaml: line 2: sector c27 is digital by definition adb-2021 and is split: name its digital part under 'digital'")
    let mended = try estimate("\(split)\n  telecommunications: [c27.d]\n", table)
    let named = try estimate("\(split.replacing("definition: adb-2021", with: "telecommunications: [c27.d]"))\n", table)
    #expect(mended.terms == named.terms)
  }

  @Test func inAllRegions() throws {
    let result = try estimate("digital: {definition: adb-2021}", Self.table(Self.wiod35, regions: ["A", "B"]))
    #expect(result.subsectors[0].sectors == ["A/c27", "B/c27"])
  }

  @Test func disruptedSectorsWithoutTheDigitalOnes() throws {
    let table = try Self.table(Self.divisions)
    let result = try estimate("digital: {mine: [P85]}\ndisrupted: {definition: aeg-2019-disrupted}", table)
    let named = try estimate("digital: {mine: [P85]}\ndisrupted: {motion: [J59_J60]}", table)
    // Education is digital here; travel agencies are a minor part of N.
    #expect(result.dependent?.terms == named.dependent?.terms && named.dependent != nil)
  }

  /// Disrupted sectors that the study names in part, or splits, are the study's.
  @Test func disruptedSectorsThatTheStudyNames() throws {
    let table = try Self.table(Self.wiod35)
    let all = try estimate("digital: {a: [c27]}\ndisrupted: {definition: aeg-2019-disrupted}", table)
    let half = try estimate(
      "digital: {a: [c27]}\ndisrupted: {definition: aeg-2019-disrupted, mine: [{code: c32, share: 0.5}]}", table)
    let split = """
      digital: {a: [c27]}
      split:
        - {sector: c32, into: [{code: c32.d, share: 0.5}, {code: c32.o, share: 0.5}]}
      disrupted:
        definition: aeg-2019-disrupted
      """
    let parts = try estimate("\(split)\n  mine: [c32.d]\n", table)
    let (whole, one, other) = (
      try #require(all.dependent?.terms.total), try #require(half.dependent?.terms.total),
      try #require(parts.dependent?.terms.total)
    )
    // Half a sector is the sector split in halves. Observed: 1e-16.
    #expect(relativeDifference(one, other) < 1e-14 && one != whole)
    #expect(
      refusal(split, table)
        == "s.yaml: line 3: sector c32 is disrupted by definition aeg-2019-disrupted and is split: "
        + "name its disrupted part under 'disrupted'")
    // Nothing of it is left to be disrupted.
    let digital = try estimate("\(split.replacing("[c27]", with: "[c32.d, c32.o]"))\n", table)
    let named = try estimate("digital: {a: [c32]}\ndisrupted: {definition: aeg-2019-disrupted}", table)
    let (first, second) = (try #require(digital.dependent?.terms.total), try #require(named.dependent?.terms.total))
    #expect(relativeDifference(first, second) < 1e-14)
  }

  /// Codes under letters of other sections are of another revision: nothing is read out of any.
  @Test func codesOfRevision3AreNotReadAsRevision4() throws {
    let earlier = ["C01T05", "C10T14", "C15T16", "C24", "C26", "C61", "C64", "C72"]
    #expect(refusal("digital: {definition: adb-2021}", try Self.table(earlier)).contains("no map leads from ISIC Rev. 4"))
    for codes in [["C26", "J61", "I64"], ["J61", "C34"], ["D62T63", "J61"], ["J58T60", "J61_65"], ["J61", "C10-L33"]] {
      #expect(refusal("digital: {definition: adb-2021}", try Self.table(codes)).contains("no map leads"), "\(codes)")
    }
    // The OECD's "D" is before all; a part without a letter has the letter before it.
    for codes in [["D01T03", "D61", "D62T63"], ["A01_02", "J61", "J62_63"], ["CPA_A01", "CPA_J61", "CPA_J62_63", "CPA_L68A"]] {
      let result = try estimate("digital: {definition: adb-2021}", Self.table(codes))
      #expect(result.subsectors.flatMap(\.sectors).sorted() == codes[1...2].map { "R/\($0)" }, "\(codes)")
    }
  }

  /// Sections A to Q are in both revisions, J communication in one and finance in the other; R to U are in Rev. 4 alone.
  @Test func lettersAlone() throws {
    let letters = "ABCDEFGHIJKLMNOPQRSTU".map(String.init)
    let earlier = try Self.table(Array(letters[...16]))
    #expect(
      refusal("digital: {definition: adb-2021}", earlier)
        == "s.yaml: line 1: no map leads from ISIC Rev. 4, by which definition adb-2021 is, to the sectors of the table, whose "
        + "letters up to Q name sections of Rev. 3 and of Rev. 4 alike; name them by their codes")
    for codes in [letters, Array(letters[...18]), ["A", "B-F", "G-I", "J", "K-N", "O-Q", "R-U"]] {
      let result = try estimate("digital: {definition: adb-2021}", Self.table(codes))
      #expect(result.subsectors.flatMap(\.sectors) == ["R/J"], "\(codes)")
    }
  }

  @Test func aFileOfOnesOwnByTheTablesCodes() throws {
    let folder = try TemporaryFolder()
    try folder.write("id: mine\nscheme: my codes\ngroups: {a: [C26], b: [J61, J99]}", to: "mine.yaml")
    let path = try folder.write("digital: {definition: mine.yaml}", to: "s.yaml")
    let file = try StudyFile(path: path)
    #expect(file.files == [folder.file("mine.yaml")])
    let table = try Self.table(Self.divisions)
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
    let result = try estimator.estimate(table, study: file)
    #expect(result.subsectors.map(\.name) == ["a", "b"])
    #expect(result.terms == (try estimate("digital: {a: [C26], b: [J61]}", table).terms))
    #expect(result.remarks.contains("no sector holds my codes J99"))
  }

  @Test func whatCannotBeNamed() throws {
    let table = try Self.table(Self.divisions)
    #expect(refusal("digital:\n  definition: map-wiod35", table).hasPrefix("s.yaml: line 2: map-wiod35 maps a classification"))
    #expect(refusal("digital: {definition: /nowhere/d.yaml}", table).hasPrefix("/nowhere/d.yaml: cannot read"))
    #expect(
      refusal("title: t\ndigital: {definition: adb-2021}", try ReferenceTables.leather())
        == "s.yaml: line 2: no map leads from ISIC Rev. 4, by which definition adb-2021 is, to the sectors of the table; "
        + "name them by their codes")
    #expect(refusal("digital: {definition: adb-2021-cpc}", table).contains("no map leads from CPC 2.1"))
  }

  @Test func multipliersAndTheWorldKnowThem() throws {
    let table = try Self.table(Self.wiod35, regions: ["A", "B"])
    let (defined, named) = (
      try StudyFile(text: "digital: {definition: adb-2021}", path: "s.yaml"),
      try StudyFile(text: "digital: {a: [A/c27, B/c27]}", path: "s.yaml")
    )
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let groups = try [defined, named].map { try MultiplierEstimator(settings).estimate(table, study: $0).groups }
    #expect(groups[0] == groups[1] && !groups[0].isEmpty)
    let worlds = try [defined, named].map { try DigitalWorldEstimator(settings).estimate(table, study: $0).total }
    #expect(worlds[0] == worlds[1])
  }
}
