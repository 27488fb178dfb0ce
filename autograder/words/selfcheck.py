"""What the self-check says, in every language, and which language that is."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass, field
from typing import Any

LANGUAGES = ("en", "ko")

_WORDS: dict[str, tuple[str, str]] = {
    # the table
    "what": ("what", "항목"),
    "shape": ("shape", "모양"),
    "agrees": ("agrees?", "일치?"),
    "difference": ("largest difference", "가장 큰 차이"),
    "ok": ("yes", "네"),
    "wrong": ("no", "아니요"),
    "seen": ("runs", "실행됨"),
    "unknown": ("not checked", "확인 못 함"),
    "all_right": (
        "Your gradients agree with your own forward pass. Try the example in the text to see whether forward is the right formula.",
        "기울기가 여러분이 쓴 순전파의 기울기와 맞아요. 순전파의 식이 맞는지는 설명에 있는 예로 확인하세요.",
    ),
    "all_right_plain": (
        "Your derivatives agree with your own values. Work them out by hand to see whether the values are right.",
        "미분이 여러분이 계산한 값의 미분과 맞아요. 값 자체가 맞는지는 손으로 계산해 확인하세요.",
    ),
    "all_right_other": ("What can be checked without an answer is right.", "정답 없이 확인할 수 있는 것은 모두 맞아요."),
    "no_check": (
        "There is no self-check for this exercise beyond running your cell.",
        "이 문제는 셀을 실행해 보는 것 말고는 자가 점검이 없어요.",
    ),
    "no_source": (
        "Outside Jupyter your cell cannot be run at other inputs: only that the variables exist and are finite was checked. autograder check FILE does more.",
        "Jupyter 밖에서는 입력을 바꿔 다시 실행할 수 없어서, 변수가 있고 유한한 숫자인지만 확인했어요. autograder check FILE 명령은 더 자세히 확인해요.",
    ),
    "partly": (
        "What could be checked is right. Not checked: {names}, because no numerical derivative can be taken there.",
        "확인할 수 있는 것은 모두 맞아요. {names}은(는) 수치 미분을 구할 수 없어서 확인하지 못했어요.",
    ),
    # before anything can be checked
    "not_attempted": ("Not attempted yet: write your answer, run its cell, then run this one.",
                      "아직 풀지 않았어요. 답을 쓰고 그 셀을 실행한 다음 이 셀을 실행하세요."),
    "part_missing": ("{name} is not written yet.", "{name}을(를) 아직 쓰지 않았어요."),
    "no_exercise": ('There is no exercise "{name}" here.', '"{name}"이라는 문제가 없어요.'),
    "no_target": (
        "There is no {name} in your notebook. Run the cell that defines it, and use exactly this name.",
        "노트북에 {name}이(가) 없어요. 정의하는 셀을 실행하고, 이름을 그대로 쓰세요.",
    ),
    "close_target": (
        "There is no {name} in your notebook, but there is {close}. Use exactly the name that the exercise gives.",
        "노트북에 {name}은(는) 없고 {close}이(가) 있어요. 문제에 나온 이름을 그대로 쓰세요.",
    ),
    "no_method": ("{kind} has no {name}.", "{kind}에 {name}이(가) 없어요."),
    "close_method": (
        "{kind} has no {name}, but it has {close}. Is it misspelt?",
        "{kind}에 {name}은(는) 없고 {close}이(가) 있어요. 철자가 틀린 것은 아닌가요?",
    ),
    "no_variable": (
        "There is no variable {name} yet. Use exactly this name, and run the cell.",
        "{name} 변수가 아직 없어요. 이름을 그대로 쓰고 셀을 실행하세요.",
    ),
    "not_run": (
        "{name} is not set in the cells that were run for this exercise. Set it there, or run them again from the top.",
        "이 문제를 풀며 실행한 셀에서 {name}의 값을 정하지 않았어요. 값을 정하거나, 셀을 위에서부터 다시 실행하세요.",
    ),
    "given_changed": (
        "{name} is {got} in your cell, but the exercise gives {want}.",
        "셀에서 {name}의 값이 {got}인데 문제에서는 {want}이에요.",
    ),
    # what is wrong with an answer
    "raised": (
        "{name} stopped with {type}: {message}{place}.",
        "{name}에서 {type} 오류가 났어요: {message}{place}.",
    ),
    "place": (" ({shown}line {line})", " ({shown}{line}번째 줄)"),
    "no_self": (
        "{name} stopped with {type}: {message}. Does every method begin with self in its brackets?",
        "{name}에서 {type} 오류가 났어요: {message}. 메서드마다 괄호 안이 self로 시작하나요?",
    ),
    "is_none": ("{name} is None: no gradient was put there.", "{name}이(가) None이에요. 기울기를 넣지 않았어요."),
    "returned_none": ("{name} returns nothing (None). Is a return missing?", "{name}이(가) 돌려주는 값이 없어요(None). return이 빠졌나요?"),
    "returned_count": (
        "{name} returns {got}; {want} values are needed, in the order of the exercise.",
        "{name}이(가) {got}을(를) 돌려줘요. 문제에 나온 순서대로 값이 {want}개 필요해요.",
    ),
    "things": ("{count} values", "값 {count}개"),
    "thing": ("a single value", "값 하나"),
    "other inputs": ("other inputs", "다른 입력"),
    "not_number": ("{name} is no number or array of numbers.", "{name}이(가) 숫자나 숫자 배열이 아니에요."),
    "not_finite": ("{name} contains nan or inf.", "{name}에 nan이나 inf가 있어요."),
    "shape_transposed": (
        "{name} has shape {got}, transposed: {want} is needed. Which of two factors comes first, and which is transposed?",
        "{name}의 모양이 {got}으로 뒤집혔어요. {want}이어야 해요. 어느 쪽을 먼저 곱하고 어느 쪽을 전치해야 할까요?",
    ),
    "shape_summed": (
        "{name} has shape {got}, but {want} is needed. What is used by every row gets the sum over the rows.",
        "{name}의 모양이 {got}인데 {want}이어야 해요. 모든 행에서 쓰인 값의 기울기는 행에 대한 합이에요.",
    ),
    "shape_wrong": (
        "{name} has shape {got}, but {want} is needed: a gradient has the shape of its variable.",
        "{name}의 모양이 {got}인데 {want}이어야 해요. 기울기는 그 변수와 모양이 같아요.",
    ),
    "random_forward": (
        "forward gives different values for the same inputs. It must depend on its inputs alone.",
        "forward에 같은 입력을 줘도 값이 달라져요. 입력으로만 값이 정해져야 해요.",
    ),
    "not_in_forward": (
        "{output} does not change when {of} changes, so its gradient should be 0, but {name} is not. Does {output} use {of}?",
        "{of}을(를) 바꿔도 {output}의 값이 그대로라 기울기가 0이어야 하는데 {name}은(는) 0이 아니에요. {output}을(를) {of}(으)로 계산했나요?",
    ),
    "typed_in": (
        "{name} keeps its value when the inputs change. Compute it from the inputs instead of typing a number.",
        "입력을 바꿔도 {name}의 값이 그대로예요. 숫자를 적지 말고 입력으로 계산하세요.",
    ),
    "upstream_ignored": (
        "{name} is the local gradient alone: it does not change with the upstream gradient. Multiply by {upstream}.",
        "{name}이(가) 국소 기울기뿐이라, 상류 기울기가 바뀌어도 그대로예요. {upstream}을(를) 곱하세요.",
    ),
    "upstream_twice": (
        "{name} has the upstream gradient {upstream} in it twice. Once is right.",
        "{name}에 상류 기울기 {upstream}이(가) 두 번 곱해졌어요. 한 번만 곱하세요.",
    ),
    "upstream_only": (
        "{name} is the upstream gradient as it came in. Multiply it by the local gradient.",
        "{name}이(가) 들어온 상류 기울기 그대로예요. 국소 기울기를 곱하세요.",
    ),
    "swapped": (
        "{name} and {other} are exchanged: each holds what belongs in the other.",
        "{name}와(과) {other}이(가) 서로 바뀌었어요. 각각 상대의 값을 담고 있어요.",
    ),
    "sign": ("{name} has the opposite sign everywhere. Look for a lost or an extra minus.",
             "{name}의 부호가 모두 반대예요. 빠지거나 더 들어간 마이너스를 찾아보세요."),
    "zero": ("{name} is zero, but the numerical derivative is not.", "{name}이(가) 0인데 수치 미분은 0이 아니에요."),
    "factor": (
        "{name} is {factor} times what the numerical derivative gives. Where does that factor come from?",
        "{name}이(가) 수치 미분의 {factor}배예요. 그 배수가 어디에서 왔을까요?",
    ),
    "second_call": (
        "{name} is right the first time, but not when the same object is used again. Set what you remember anew in every forward, and gradients with = and not with +=.",
        "{name}이(가) 처음에는 맞지만 같은 객체를 다시 쓰면 틀려요. 기억할 값은 forward마다 새로 저장하고, 기울기는 +=가 아니라 =로 넣으세요.",
    ),
    "two_objects": (
        "{name} gets mixed up when two objects are used in turn. Keep what you remember in self.",
        "객체 두 개를 번갈아 쓰면 {name}의 값이 섞여요. 기억할 값은 self에 저장하세요.",
    ),
    "other_form": (
        "{name} is right at first, but not for {form}.",
        "{name}이(가) 처음에는 맞지만, 입력이 {form}일 때는 틀려요.",
    ),
    "wrong_value": (
        "{name}{index} is {got}; the numerical derivative of {output} is {want} there. Follow the chain rule step by step.",
        "{name}{index}의 값이 {got}인데, {output}의 수치 미분은 {want}이에요. 연쇄 법칙을 한 단계씩 따라가 보세요.",
    ),
    "arrays": ("arrays", "배열"),
    "one row": ("a batch of one row", "행이 하나인 배치"),
    "whole numbers": ("whole numbers", "정수"),
    "large_scores": (
        "forward does not give a number for scores near 1000. Take the largest score of each row off that row first.",
        "점수가 1000쯤 되면 forward가 숫자를 주지 못해요. 먼저 행마다 가장 큰 점수를 빼세요.",
    ),
    "syntax": ("A cell of yours cannot be run: {message} (line {line}).", "실행할 수 없는 셀이 있어요: {message} ({line}번째 줄)."),
    # networks and the little framework
    "missing_key": ("{name} has no {entry}.", "{name}에 {entry}이(가) 없어요."),
    "expected_error": (
        "{name} should raise {type}, but it does not.",
        "{name}은(는) {type} 오류를 내야 하는데 내지 않아요.",
    ),
    "should_be": ("{name} should be {want}.", "{name}은(는) {want}이어야 해요."),
    "changed": ("{name} is changed by the call. Leave it as it is.", "호출한 뒤에 {name}이(가) 바뀌어 있어요. 그대로 두세요."),
    "shared_object": (
        "{name} must make an object of its own at every call: the object remembers one input.",
        "{name}을(를) 부를 때마다 객체를 새로 만들어야 해요. 객체는 입력을 하나만 기억해요.",
    ),
    "tests_passed": ("{passed} of your {count} tests pass.", "테스트 {count}개 가운데 {passed}개가 통과해요."),
    "no_tests": (
        "No tests were found. Their names begin with test, in a unittest.TestCase or as plain functions.",
        "테스트를 찾지 못했어요. 이름이 test로 시작하는 함수나 unittest.TestCase의 메서드로 쓰세요.",
    ),
    # the command line
    "nothing_found": ("No exercise of this course was found in {name}.", "{name}에서 이 수업의 문제를 찾지 못했어요."),
    "not_in_file": ("Question {question} was not found in {name}.", "{name}에서 {question} 문제를 찾지 못했어요."),
    "too_slow": ("{name} did not finish within {seconds} seconds. Look for a loop that never ends.", "{name}의 실행이 {seconds}초 안에 끝나지 않았어요. 끝나지 않는 반복문이 있는지 보세요."),
    "died": ("Python stopped in the middle of {name}.", "{name}을(를) 실행하다가 파이썬이 멈췄어요."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence by its key, with what fills its blanks; a Saying in a blank is put into the same language."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, lang: str) -> str:
        """The sentence in a language."""
        filled = {name: v.text(lang) if isinstance(v, Saying) else v for name, v in self.values.items()}
        return word(self.key, lang).format(**filled)


def word(key: str, lang: str) -> str:
    """A text with its blanks, in a language (English where that is unknown)."""
    return _WORDS[key][LANGUAGES.index(lang) if lang in LANGUAGES else 0]


def say(key: str, **values: Any) -> Saying:
    """A sentence."""
    return Saying(key, values)


def chosen_language(asked: str | None, course: str = "en") -> str:
    """The language asked for; else Korean where the environment or the course says so; else English."""
    if asked:
        return asked
    system = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE")]
    system.append(locale.getlocale()[0] or "")
    return "ko" if course == "ko" or any(name.lower().startswith("ko") for name in system) else "en"
