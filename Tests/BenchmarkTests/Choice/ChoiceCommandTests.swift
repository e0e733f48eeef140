import TestSupport
import Testing

/// `leontief-bench choice`. Times are of no interest.
@Suite struct ChoiceCommandTests {
  private func run(_ arguments: String...) throws -> ToolRun {
    try ToolRun(["choice"] + arguments, tool: "leontief-bench")
  }

  @Test func theDocumentHoldsEveryMethodWithItsPrediction() throws {
    let run = try run(
      "--sectors", "220", "--right-hand-sides", "1,3", "--threads", "1", "--rounds", "2", "--seed", "9", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document["schema"] as? String == "leontief-bench-choice" && document["seed"] as? Int == 9)
    let combinations = try #require(document["combinations"] as? [[String: Any]])
    #expect(combinations.map { $0["right_hand_sides"] as? Int } == [1, 3])
    for combination in combinations {
      #expect(combination["table"] as? String == "dense-4x55" && combination["sectors"] as? Int == 220)
      let methods = try #require(combination["methods"] as? [[String: Any]])
      let names = methods.compactMap { $0["method"] as? String }
      #expect(names.first == "auto" && names.contains("lu") && names.contains("gth"))
      let taken = try #require(combination["taken"] as? String)
      #expect(names.contains(taken))
      for method in methods {
        let measured = try #require(method["measured"] as? [String: Any])
        let validation = try #require(measured["validation"] as? [String: Any])
        #expect(["VALID", "SKIPPED"].contains(validation["state"] as? String))
      }
    }
  }

  @Test func aTableForPeople() throws {
    let run = try run("--sectors", "220", "--right-hand-sides", "2", "--threads", "1", "--rounds", "1")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    for text in ["auto takes", "best", "ratio", "dense-4x55", "at most 1.3 times as long", "predictions off by"] {
      #expect(run.output.contains(text), "\(text) in \(run.output)")
    }
  }

  private static let smallTable = """
    leontief-table,1,,
    meta,unit,million EUR,,
    meta,flow_kind,domestic
    ,,,
    columns,kind,,,sector,sector,demand,output
    columns,region,,,DEU,DEU,DEU,
    columns,code,,,agr,ind,,
    columns,name,,,Agriculture,Industry,Households,
    columns,role,,,,,household consumption,
    sector,DEU,agr,Agriculture,10,20,70,100
    sector,DEU,ind,Industry,30,40,130,200

    """

  @Test func aTableOfTheUsers() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.smallTable, to: "table.csv")
    let run = try run("--table", path, "--right-hand-sides", "1,2,3", "--threads", "1", "--rounds", "1")
    #expect(run.status == 0, "\(run.errors)")
    // Not more right-hand sides than sectors.
    #expect(run.output.contains(path) && run.output.contains("of 2 combinations"), "\(run.output)")
    #expect(run.output.contains("\(path): not measured with 3 right-hand sides, of which its 2 sectors are fewer"))
    let document = try self.run(
      "--table", path, "--right-hand-sides", "1,3,4", "--threads", "1", "--rounds", "1", "--json", "-"
    ).json()
    let omitted = try #require(document["omitted"] as? [[String: Any]])
    #expect(omitted.count == 1 && omitted[0]["right_hand_sides"] as? [Int] == [3, 4])
  }

  /// A column of A that sums to more than one is nothing GTH works on: a right refusal, and no wrong answer.
  @Test func aColumnThatSumsToMoreThanOne() throws {
    let folder = try TemporaryFolder()
    let text = Self.smallTable.replacing("Agriculture,10,20,70,100", with: "Agriculture,10,20,5,35")
    let run = try run(
      "--table", try folder.write(text, to: "table.csv"), "--right-hand-sides", "1", "--threads", "1", "--rounds", "1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("gth: no time on 1 of 1; first: the primary inputs"), "\(run.output)")
  }

  @Test(arguments: [
    (["--right-hand-sides", "0"], "right-hand-sides"), (["--right-hand-sides", "1,,2"], "right-hand-sides"),
    (["--threads", "1,99999"], "--threads takes numbers"), (["--rounds", "0"], "--rounds takes a number"),
    (["--sectors", "0"], "--sectors takes a positive number"), (["--sectors", "10"], "--sectors 10 leaves no table"),
  ])
  func wrongUsage(_ arguments: [String], words: String) throws {
    let run = try ToolRun(["choice"] + arguments, tool: "leontief-bench")
    #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
  }

  @Test func aTableThatIsNotThere() throws {
    let run = try run("--table", "/nowhere/table")
    #expect(run.status == 3 && run.errorLines.count == 1 && run.errors.contains("/nowhere/table"), "\(run.errors)")
  }

  @Test func memoryThatIsTooSmallForTheTable() throws {
    let run = try run("--sectors", "220", "--memory", "100K", "--rounds", "1")
    #expect(run.status == 5 && run.errors.contains("the table dense-4x55"), "\(run.errors)")
  }
}
