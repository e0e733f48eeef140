/// The table of modules as Package.swift states it: the rows written out, and one row for every test bundle.
///
/// The manifest is read as text, because evaluating it needs SwiftPM and SwiftPM forgets the floors. What the reader does
/// not understand is an error, never a row left out.
struct ModuleTable {
  private(set) var rows: [ModuleRow] = []

  /// What all test bundles share: the one `Module(…)` whose name is put together from the list of tests.
  private struct Bundle {
    var floor: Int
    var sharedImports: [String]
  }

  init(manifest source: String) throws(ManifestError) {
    let manifest = ManifestText(source)
    var bundle: Bundle?
    for call in manifest.calls(of: "Module") {
      let fields = manifest.labelled(call)
      let name = try ModuleTable.field("name", of: fields, at: call, manifest)
      if manifest.content(name).hasPrefix("\"") {
        rows.append(try ModuleTable.row(fields, at: call, manifest))
      } else {
        bundle = Bundle(
          floor: try ModuleTable.floor(fields, at: call, manifest),
          sharedImports: fields["imports"].map(manifest.strings) ?? [])
      }
    }
    guard !rows.isEmpty else { throw ManifestError(line: 1, reason: "no rows 'Module(name: …)' found") }
    rows += try ModuleTable.tests(manifest, bundle)
  }

  private static func tests(_ manifest: ManifestText, _ bundle: Bundle?) throws(ManifestError) -> [ModuleRow] {
    guard let list = manifest.array(named: "tests") else { return [] }
    guard let bundle else { throw ManifestError(line: 1, reason: "a list of tests, but no row that makes modules of them") }
    var rows: [ModuleRow] = []
    for item in manifest.items(list) {
      let line = manifest.line(at: start(of: item, manifest))
      let words = manifest.strings(in: item)
      guard let module = words.first else { throw ManifestError(line: line, reason: "a test without a module's name") }
      rows.append(
        ModuleRow(
          name: module + "Tests", floor: bundle.floor, kind: .test, folder: "Tests/\(module)Tests",
          imports: words.dropFirst() + bundle.sharedImports, line: line))
    }
    return rows
  }

  private static func row(
    _ fields: [String: Range<Int>], at call: Range<Int>, _ manifest: ManifestText
  ) throws(ManifestError) -> ModuleRow {
    let line = manifest.line(at: call.lowerBound)
    let name = manifest.strings(in: try field("name", of: fields, at: call, manifest))
    let folder = manifest.strings(in: try field("folder", of: fields, at: call, manifest))
    let kind = fields["kind"].map { ModuleRow.Kind(rawValue: String(manifest.content($0).drop { $0 == "." })) } ?? .library
    guard let name = name.first, let folder = folder.first, let kind else {
      throw ManifestError(line: line, reason: "a module's name, folder or kind is not written out")
    }
    return ModuleRow(
      name: name, floor: try floor(fields, at: call, manifest), kind: kind, folder: folder,
      imports: fields["imports"].map(manifest.strings) ?? [], line: line)
  }

  private static func floor(
    _ fields: [String: Range<Int>], at call: Range<Int>, _ manifest: ManifestText
  ) throws(ManifestError) -> Int {
    let text = manifest.content(try field("floor", of: fields, at: call, manifest))
    guard let floor = Int(text) else {
      throw ManifestError(line: manifest.line(at: call.lowerBound), reason: "the floor '\(text)' is not a number")
    }
    return floor
  }

  private static func field(
    _ label: String, of fields: [String: Range<Int>], at call: Range<Int>, _ manifest: ManifestText
  ) throws(ManifestError) -> Range<Int> {
    guard let value = fields[label] else {
      throw ManifestError(line: manifest.line(at: call.lowerBound), reason: "a module without '\(label):'")
    }
    return value
  }

  /// Where an item's own text begins: list items start behind the comma, often on the line before.
  private static func start(of item: Range<Int>, _ manifest: ManifestText) -> Int {
    manifest.insides(in: item)?.lowerBound ?? item.lowerBound
  }
}
