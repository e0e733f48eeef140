import Foundation
import TestSupport
import Testing

/// The main job from the command line, as scripts use it.
@Suite struct MainJobTests {
  static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Benchmarks/Data").standardizedFileURL.path

  private func digital(_ table: String, engine: String) throws -> [String: Any] {
    let run = try ToolRun([
      "estimate", "digital", "\(Self.data)/\(table)", "--study",
      "\(Self.data)/\(table == "germany_1995" ? table : "india_2014").yaml",
      "--engine", engine, "--threads", "2", "--json", "-",
    ])
    #expect(run.status == 0, "\(run.errors)")
    return try run.json()
  }

  private func number(_ value: Any?) throws -> Double { try #require(value as? NSNumber).doubleValue }

  /// Without a BLAS on the host there is one engine, and comparing it with itself would prove nothing.
  static let engines = TestEngines.all.map(\.description)

  @Test(arguments: engines) func theWorkedExampleToTwelveDigits(_ engine: String) throws {
    let document = try digital("germany_1995", engine: engine)
    #expect((document["engine"] as? [String: Any])?["name"] as? String == engine)
    let result = try #require(document["digital"] as? [String: Any])
    let expected = [
      "backward": 106024.21783766747, "forward": 133977, "double_counted": 69960.02378480886, "total": 170041.19405285863,
      "share_of_gva": 0.10469485398782055,
    ]
    for (key, value) in expected {
      #expect(relativeDifference(try number(result[key]), value) < 5e-13, "\(key) on \(engine)")
    }
    let bias = try #require(result["aggregation_bias"] as? [String: Any])
    #expect(try abs(number(bias["total"]) - (170041.19405285863 - 170303.52401576607)) < 1e-9, "\(engine)")
  }

  @Test(.enabled(if: engines.count > 1, "there is no BLAS here")) func theEnginesAgreeOnIndia() throws {
    let documents = try Self.engines.map { try digital("wiod2016nat_IND_2014", engine: $0) }
    #expect(Set(documents.compactMap { ($0["engine"] as? [String: Any])?["name"] as? String }).count == 2)
    let results = try documents.map { try #require($0["digital"] as? [String: Any]) }
    for key in ["backward", "forward", "double_counted", "total", "share_of_gva"] {
      #expect(relativeDifference(try number(results[0][key]), try number(results[1][key])) < 1e-12)
    }
    // By NumPy from the same table and study.
    #expect(relativeDifference(try number(results[0]["share_of_gva"]), 0.05794329848254435) < 1e-12)
    let forward = try number(results[0]["forward"])
    let valueAdded = try number(results[0]["digital_value_added"])
    #expect(relativeDifference(forward, valueAdded) < 1e-12)
    let checks = try #require(results[0]["checks"] as? [[String: Any]])
    #expect(checks.count == 5)
    for check in checks { #expect(try number(check["relative_difference"]) < 1e-12) }
  }

  @Test func theDocumentSaysWhatItWasMadeFrom() throws {
    let document = try digital("germany_1995", engine: "swift")
    #expect(document["schema"] as? String == "leontief-estimate-digital/1")
    let inputs = try #require(document["inputs"] as? [[String: Any]])
    let flows = try #require(inputs.first { ($0["path"] as? String)?.hasSuffix("germany_1995/Z.npy") == true })
    // sha256sum of the bundled file.
    #expect(flows["sha256"] as? String == "80760fbf30f292a7077912270c4cac95f5b3b137b02569d5d17e0c7a1f8e04e1")
    #expect(inputs.contains { ($0["path"] as? String)?.hasSuffix("germany_1995.yaml") == true })
    let engine = try #require(document["engine"] as? [String: Any])
    #expect(engine["name"] as? String == "swift")
    #expect(engine["threads"] as? Int == 2)
    #expect((document["tool"] as? [String: Any])?["name"] as? String == "leontief")
    #expect(try number(document["seconds"]) > 0)
  }

  @Test func textShowsTheTermsAndTheReservations() throws {
    let run = try ToolRun([
      "estimate", "digital", "\(Self.data)/wiod2016nat_IND_2014", "--study", "\(Self.data)/india_2014.yaml", "--engine", "swift",
    ])
    #expect(run.status == 0)
    #expect(run.output.contains("5.79432984825 %"))
    // 115557.1 and 115263.2 of the documented result.
    #expect(run.output.contains("; aggregation bias: 293.9"), "\(run.output)")
    #expect(run.output.contains("published: 5.4 % by Reserve Bank of India, Bulletin, December 2022. The two differ because"))
    #expect(run.output.contains("holds: forward term equals the digital sectors' GVA"))
  }
}
