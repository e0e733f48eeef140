import TableFormats
import TestSupport
import Testing

/// Maps of regions to countries.
@Suite struct CountryFileTests {
  private func read(_ text: String) throws -> [String: String] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "map.csv")
    return try CountryFile.read("\(folder.path)/map.csv")
  }

  @Test func regionsOfCountries() throws {
    #expect(try read("region,country\nMX1,MEX\nMX2,MEX\n") == ["MX1": "MEX", "MX2": "MEX"])
    #expect(try read("region,country\n").isEmpty)
  }

  @Test(arguments: [
    ("region,land\nMX1,MEX\n", "there is no column 'country'"), ("region,country\nMX1,\n", "'country' is empty"),
    ("region,country\nMX1,MEX\nMX1,CHN\n", "region 'MX1' is there twice"), ("region,country\nMX1\n", "field"),
  ]) func refusals(_ text: String, _ sentence: String) throws {
    let error = #expect(throws: TableReadError.self) { try read(text) }
    #expect(error?.description.contains(sentence) == true, "\(error.map(String.init(describing:)) ?? "")")
  }
}
