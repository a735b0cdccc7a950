package io.strongroom.policy;

import static io.strongroom.policy.PolicyTexts.alice;
import static io.strongroom.policy.PolicyTexts.identity;
import static io.strongroom.policy.PolicyTexts.request;
import static io.strongroom.policy.PolicyTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  private static final Map<String, List<String>> ATTRIBUTES = attributes();

  private static Map<String, List<String>> attributes() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("a:text", List.of("Straße"));
    values.put("a:emoji", List.of("\uD83D\uDD12x"));
    values.put("a:empty", List.of(""));
    values.put("a:set", List.of("a", "b"));
    values.put("a:number", List.of("7.50"));
    values.put("a:time", List.of("2026-11-30T02:00:00Z"));
    values.put("a:v4", List.of("10.1.2.3"));
    values.put("a:v6", List.of("2001:db8::1"));
    values.put("a:mapped", List.of("::ffff:10.1.2.3"));
    values.put("a:arn", List.of("arn:aws:s3:eu:9:store/a:1:finance/d"));
    values.put("a:bytes", List.of("AQI="));
    values.put("a:flag", List.of("TRUE"));
    values.put("a:star", List.of("*"));
    return values;
  }

  private static boolean holds(String condition, String effect) {
    String other = effect.equals("Deny") ? statement("Allow", "*", "") : "";
    String tested = statement(effect, "*", ",\"Condition\":" + condition.replace('\'', '"'));
    Policy policy = other.isEmpty() ? identity(tested) : identity(tested, other);
    return switch (policy.ask(request(alice(), ATTRIBUTES))) {
      case Answer.Allows _ -> effect.equals("Allow");
      case Answer.Denies _ -> true;
      case Answer.Silent _ -> false;
    };
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'StringEquals':{'A:TEXT':'Straße'}}|true",
        "{'StringEquals':{'a:text':'straße'}}|false",
        "{'StringEqualsIgnoreCase':{'a:text':'STRAßE'}}|true",
        "{'StringEquals':{'a:text':'Str*'}}|false",
        "{'StringLike':{'a:text':'Str*'}}|true",
        "{'StringLike':{'a:emoji':'?x'}}|true",
        "{'StringLike':{'a:emoji':'??x'}}|false",
        "{'StringEquals':{'a:text':['x','Straße']}}|true",
        "{'StringNotEquals':{'a:text':['x','Straße']}}|false",
        "{'StringNotEquals':{'a:none':'x'}}|true",
        "{'StringNotEqualsIfExists':{'a:none':'x'}}|true",
        "{'StringEqualsIfExists':{'a:none':'x'}}|true",
        "{'StringEquals':{'a:none':'x'}}|false",
        "{'StringEquals':{'a:empty':''}}|true",
        "{'Null':{'a:empty':'false'}}|true",
        "{'Null':{'a:none':true}}|true",
        "{'Null':{'a:none':false}}|false",
        "{'ForAllValues:StringEquals':{'a:set':['a','b','c']}}|true",
        "{'ForAllValues:StringEquals':{'a:set':['a']}}|false",
        "{'ForAllValues:StringEquals':{'a:none':['a']}}|true",
        "{'ForAllValues:StringNotEquals':{'a:set':['a']}}|false",
        "{'ForAnyValue:StringEquals':{'a:set':['b','z']}}|true",
        "{'ForAnyValue:StringNotEquals':{'a:set':['a']}}|true",
        "{'ForAnyValue:StringNotEquals':{'a:none':['a']}}|false",
        "{'ForAnyValue:StringEqualsIfExists':{'a:none':['a']}}|true",
        "{'NumericEquals':{'a:number':7.5}}|true",
        "{'NumericLessThan':{'a:number':'7.50'}}|false",
        "{'NumericLessThanEquals':{'a:number':'7.50'}}|true",
        "{'NumericGreaterThan':{'a:text':'1'}}|false",
        "{'NumericNotEquals':{'a:number':'7.5'}}|false",
        "{'DateEquals':{'a:time':'2026-11-30T04:00:00+02:00'}}|true",
        "{'DateGreaterThan':{'a:time':'1767225600'}}|true",
        "{'DateGreaterThan':{'a:time':'2026'}}|true",
        "{'DateLessThan':{'a:time':'2026-12'}}|true",
        "{'DateGreaterThanEquals':{'a:time':'2026-11-30'}}|true",
        "{'DateNotEquals':{'a:none':'2026-11-30'}}|true",
        "{'DateLessThan':{'a:text':'2027-01-01'}}|false",
        "{'Bool':{'a:flag':'true'}}|true",
        "{'BinaryEquals':{'a:bytes':'AQI='}}|true",
        "{'BinaryEquals':{'a:text':'AQI='}}|false",
        "{'IpAddress':{'a:v4':'10.0.0.0/8'}}|true",
        "{'IpAddress':{'a:v4':'10.1.2.3'}}|true",
        "{'IpAddress':{'a:v4':'10.1.2.0/31'}}|false",
        "{'IpAddress':{'a:mapped':'10.0.0.0/8'}}|true",
        "{'IpAddress':{'a:v4':'::ffff:10.0.0.0/104'}}|true",
        "{'IpAddress':{'a:v6':'2001:DB8:0:0:0:0:0:1/128'}}|true",
        "{'IpAddress':{'a:v6':'0.0.0.0/0'}}|false",
        "{'NotIpAddress':{'a:v6':'0.0.0.0/0'}}|true",
        "{'NotIpAddress':{'a:v4':['192.0.2.0/24','10.0.0.0/8']}}|false",
        "{'NotIpAddress':{'a:none':'10.0.0.0/8'}}|true",
        "{'ArnLike':{'a:arn':'arn:aws:s3:*:finance/*'}}|false",
        "{'ArnLike':{'a:arn':'arn:aws:s3:*:*:*:finance/*'}}|true",
        "{'ArnEquals':{'a:arn':'arn:*:s3:e?:9:store/*'}}|true",
        "{'ArnNotEquals':{'a:arn':'arn:*:s3:e?:9:store/*'}}|false",
        "{'ArnEquals':{'a:text':'arn:aws:s3:eu:9:*'}}|false",
        "{'ArnEquals':{'a:arn':'${a:arn}'}}|true",
        "{'StringEquals':{'a:star':'${*}'}}|true",
        "{'StringLike':{'a:text':'${a:star}'}}|false",
        "{'StringLike':{'a:text':'${*}'}}|false",
        "{'StringEquals':{'a:text':'${a:none}'}}|false",
        "{'StringNotEquals':{'a:text':'${a:none}'}}|true",
        "{'StringEquals':{'a:text':'${a:set}'}}|false"
      })
  void ask_condition_heldInAllowAndDenyAlike(String condition, boolean held) {
    assertThat(holds(condition, "Allow")).isEqualTo(held);
    assertThat(holds(condition, "Deny")).isEqualTo(held);
  }

  @Test
  void ask_severalValuesWithoutQuantifier_whatPermitsLess() {
    String condition = "{'StringEquals':{'a:set':'a'}}";
    assertThat(holds(condition, "Allow")).isFalse();
    assertThat(holds(condition, "Deny")).isTrue();
  }

  @Test
  void ask_namesThatDifferInCaseOnly_whatPermitsLess() {
    Map<String, List<String>> twins = Map.of("t:Tag/a", List.of("x"), "t:tag/A", List.of("y"));
    String condition = ",\"Condition\":{\"StringEquals\":{\"t:tag/a\":\"x\"}}";
    assertThat(identity(statement("Allow", "*", condition)).ask(request(alice(), twins)))
        .isInstanceOf(Answer.Silent.class);
    assertThat(identity(statement("Deny", "*", condition)).ask(request(alice(), twins)))
        .isInstanceOf(Answer.Denies.class);
  }

  @Test
  void ask_variableInTheOlderVersion_literal() {
    String text =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringEquals\":{\"a:text\":\"${a:text}\"}}}}";
    Policy older = Policy.parse(text, Grammar.aws(PolicyKind.BOUNDARY, ServiceWords.open()));
    assertThat(older.ask(request(alice(), Map.of("a:text", List.of("x")))))
        .isInstanceOf(Answer.Silent.class);
    assertThat(older.ask(request(alice(), Map.of("a:text", List.of("${a:text}")))))
        .isInstanceOf(Answer.Allows.class);
  }

  @Test
  void ask_defaultOfAVariable_usedWhereTheKeyIsAbsent() {
    Policy policy =
        identity(
            "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":"
                + "\"arn:aws:s3:::vault/${a:team, 'a'}.txt\"}");
    assertThat(policy.ask(request(alice(), Map.of()))).isInstanceOf(Answer.Allows.class);
    assertThat(policy.ask(request(alice(), Map.of("a:team", List.of("b")))))
        .isInstanceOf(Answer.Silent.class);
  }

  @Test
  void ask_unmetCondition_namedWithoutItsValue() {
    Policy policy =
        identity(
            statement("Allow", "s3:Put*", ""),
            statement("Allow", "*", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":true}}"));
    assertThat(policy.ask(request(alice(), Map.of())))
        .isInstanceOfSatisfying(
            Answer.Silent.class,
            silent ->
                assertThat(silent.nearMiss())
                    .hasValueSatisfying(
                        near -> {
                          assertThat(near.statement().index()).isEqualTo(1);
                          assertThat(near.operator()).isEqualTo("Bool");
                          assertThat(near.key()).isEqualTo("aws:securetransport");
                        }));
  }

  @Test
  void json_membersInOrder() {
    assertThat(JsonReader.parse("{\"b\":1,\"a\":[true,null]}", 4))
        .isInstanceOfSatisfying(
            Json.Members.class,
            json -> assertThat(json.byName().keySet()).containsExactly("b", "a"));
  }
}
