import Estimators
import Foundation
import Tables
import TestSupport
import Testing

/// The built-in definitions are what their sources print, and say how sure that is.
@Suite struct DefinitionTests {
  @Test func everyOneIsReadUnderItsName() throws {
    #expect(DefinitionCatalogue.all.count == 18)
    for entry in DefinitionCatalogue.all {
      let definition = try entry.definition
      #expect(definition.id == entry.name && !definition.source.isEmpty && !definition.title.isEmpty)
    }
  }

  /// SHA-256 of "abc" and of nothing are FIPS 180-4's; each built-in definition has its own, by which results name it.
  @Test func everyOneHasItsChecksum() throws {
    #expect(
      DefinitionChecksum(of: "abc").sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(DefinitionChecksum(of: "").sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let sums = Set(DefinitionCatalogue.all.map { DefinitionChecksum(of: $0.text).sha256 })
    #expect(sums.count == DefinitionCatalogue.all.count)
    let text = try DefinitionCatalogue.entry("adb-2021").text
    let changed = try Definition(text: text.replacing("code: 2620", with: "code: 2610"), path: "mine.yaml")
    #expect(try set("adb-2021").checksum == DefinitionChecksum(of: text))
    #expect(changed.activities?.checksum != DefinitionChecksum(of: text))
  }

  private func set(_ name: String) throws -> ActivitySet {
    try #require(try DefinitionCatalogue.entry(name).definition.activities)
  }

  private func codes(_ name: String) throws -> [[String]] { try set(name).groups.map { $0.activities.map(\.code) } }

  /// ADB's core digital products as ADB (2026) quotes them.
  @Test func theCoreDigitalProducts() throws {
    #expect(try codes("adb-2021") == [["2620", "2680"], ["5820"], ["6312"], ["61"], ["62", "6311"]])
    let names = try set("adb-2021").groups.map(\.name)
    #expect(
      names == ["hardware", "software publishing", "web publishing", "telecommunications", "specialised and support services"])
    // The same five groups as products.
    #expect(try set("adb-2021-cpc").groups.map(\.name) == names)
    #expect(try set("adb-2021-cpc").standing == .unverified && set("adb-2021").standing == .published)
    // What ISIC 5820 and 6312 make: CPC 2.1 divides 8439 among them.
    #expect(try codes("adb-2021-cpc")[1] == ["478", "8434", "84391", "84392"] && codes("adb-2021-cpc")[2] == ["84394"])
  }

  /// The OECD's ICT sector by groups, as Statistics Netherlands prints it, is its list of enabling industries by classes; group
  /// 465 of ISIC would hold trade in all machinery.
  @Test func theIndustriesOfPREDICT() throws {
    let sector = [["261", "262", "263", "264", "268"], ["4651", "4652"], ["5820", "61", "62", "631", "951"]]
    #expect(try Array(codes("predict-ict").prefix(3)) == sector && set("predict-ict").standing == .derived)
    #expect(try codes("predict-ict")[3] == ["581", "59", "60", "639"])
    let classes = try set("oecd-ict").groups.flatMap(\.activities).map(\.code)
    #expect(classes.allSatisfy { code in sector.joined().contains { code.hasPrefix($0) } })
    #expect(sector.joined().allSatisfy { group in classes.contains { $0.hasPrefix(group) } })
  }

  @Test func theEnablingIndustriesAreOneList() throws {
    let list = ["2610", "2620", "2630", "2640", "2680", "4651", "4652", "5820", "61", "62", "6311", "6312", "9511", "9512"]
    #expect(try codes("oecd-ict").flatMap(\.self) == list)
    #expect(try codes("oecd-seven-industries")[0] == list && codes("oecd-tiers-2020")[0] == list)
    #expect(try codes("oecd-seven-industries").map(\.isEmpty) == [false, true, true, true, true, true, true])
    #expect(try codes("oecd-tiers-2020").count == 5 && set("oecd-tiers-2020").standing == .unverified)
  }

  @Test func tenDisruptedSectorsOfWhichTwoAreNamed() throws {
    let set = try set("aeg-2019-disrupted")
    #expect(set.groups.count == 10 && set.standing == .unverified)
    #expect(try codes("aeg-2019-disrupted").flatMap(\.self).contains("49") && codes("aeg-2019-disrupted")[8] == ["85"])
  }

  private func maps() throws -> [ClassificationMap] {
    try DefinitionCatalogue.maps.compactMap { entry in
      if case .map(let map) = try entry.definition { map } else { nil }
    }
  }

  /// A division is in no two sectors, and the 35 sectors hold the whole of ISIC but for what their notes name.
  @Test func mapsHoldEachDivisionOnce() throws {
    for map in try maps() {
      let parts = map.sectors.flatMap(\.isic4)
      #expect(Set(parts).count == parts.count, "\(map.id)")
      #expect(Set(map.sectors.map(\.code)).count == map.sectors.count)
      let earlier = map.sectors.flatMap(\.isic3)
      #expect(Set(earlier).count == earlier.count, "\(map.id)")
      // All divisions of ISIC Rev. 3.1 but for 99, in the classifications made of it; all of Rev. 4.
      #expect(earlier.isEmpty || earlier.count == 61, "\(map.id): \(earlier.count)")
      if map.id == "map-wiod56" { #expect(parts.count == 88) }
    }
    #expect(try maps().map(\.sectors.count) == [35, 35, 56, 36, 45, 23])
  }

  /// What other files say of the same classification.
  @Test func setsAreInTheirMaps() throws {
    let maps = Dictionary(uniqueKeysWithValues: try maps().map { ($0.classification, $0) })
    for definition in try SectorDefinition.builtIn {
      let codes = Set(try #require(maps[definition.classification]).sectors.map(\.code))
      for code in definition.digitalEconomy + definition.digitalServices + definition.manufacturing {
        #expect(codes.contains(code), "\(definition.id) \(code)")
      }
    }
  }

  static let refused: [(String, String)] = [
    ("id: a", "d.yaml: line 1: a definition needs the key 'groups' (codes in groups), 'sectors' or 'digital_economy'"),
    ("scheme: x\ngroups: {a: [b]}", "d.yaml: line 1: a definition needs the key 'id' here"),
    ("id: a\nscheme: x\ngroups: [a]", "d.yaml: line 3: 'groups' must map names to lists of codes"),
    ("id: a\nscheme: x\ngroups: {a: b}", "d.yaml: line 3: 'a' must be a list"),
    ("id: a\nscheme: x\nstanding: sure\ngroups: {a: [b]}", "d.yaml: line 3: standing 'sure' is not one of published"),
    ("id: a\nscheme: x\ngroups: {a: [{name: b}]}", "d.yaml: line 3: a definition needs the key 'code' here"),
    ("id: a\nclassification: x\nsectors: {}", "d.yaml: line 3: 'sectors' must be a list"),
    ("id: a\nscheme: x\ncolour: red\ngroups: {}", "d.yaml: line 3: unknown key 'colour'"),
  ]

  @Test(arguments: refused) func isRefused(_ text: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try Definition(text: text, path: "d.yaml") }
    #expect(error?.description.hasPrefix(sentence) == true, "\(error?.description ?? "")")
  }
}
