import type { Messages } from '../messages/messages.js';

const again = 'Tente novamente.';
const reload = 'Volte a carregar a página.';
const support = 'Contacte o apoio deste site.';
const unlock = 'Desbloqueie-o com um código de desbloqueio.';
const reset = 'Escolha um novo PIN ou uma nova palavra-passe com um código de reposição.';
const reEnrol = 'Configure-o de novo com um novo código de ativação.';
const notYou = 'Se não foi o próprio, altere o seu PIN ou a sua palavra-passe.';

/** Portuguese, as in Portugal. */
export const pt: Messages = {
  lang: 'pt',
  complete: true,
  errors: {
    BIO_KEY_IS_WRONG: 'Os seus dados biométricos não foram reconhecidos.',
    BIO_KEY_NOT_ALLOWED: 'A biometria não pode ser utilizada aqui.',
    CODE_ENTRY_DOES_NOT_EXIST:
      'Este código é desconhecido, foi utilizado ou expirou, ou um mais recente substituiu-o. Verifique-o ou peça um novo.',
    CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
      'Este código é para outro serviço ou para outro dos seus navegadores. Utilize-o lá.',
    CODE_TYPE_NOT_SUPPORTED:
      'Este código tem outra finalidade. Um de 16 letras e algarismos configura um navegador; um de 10 algarismos desbloqueia, ou define um novo PIN ou uma nova palavra-passe.',
    DEVICE_LOCKED: `Este navegador está bloqueado por não ser utilizado há demasiado tempo. ${unlock}`,
    DYNAMIC_TOKEN_KEY_IS_INVALID: `Para sua segurança, este navegador já não é aceite. ${reEnrol}`,
    FACTOR_STATE_CHANGED: 'Foi definido entretanto. Introduza-o.',
    INSECURE_CONTEXT:
      'Esta página, ou uma página que a contém, não tem uma ligação segura. Abra-a num endereço que comece por https. Se isso não ajudar, contacte o apoio deste site.',
    MACID_IS_UNKNOWN: `O serviço não conhece esta página, ou não é o que a página espera. ${support}`,
    MAX_NB_TOOLS: 'Tem demasiados dispositivos. Remova um primeiro.',
    MODULE_UNAVAILABLE: `Não foi possível carregar uma parte desta página. ${reload}`,
    NETWORK_UNAVAILABLE: `Não é possível aceder ao serviço. ${again}`,
    NO_ACTIVE_SERVICE_FOR_USER: `O serviço está encerrado, ou não oferece isto de momento. ${support}`,
    NO_DEVICE_FOUND: `O serviço não conhece este navegador. ${reEnrol}`,
    NO_PASSWORD: 'Este serviço não utiliza PIN nem palavra-passe.',
    ORIGIN_NOT_ALLOWED: `O serviço não pode ser utilizado neste endereço, ou não desta forma. ${support}`,
    OUTCOME_UNKNOWN: `A ligação perdeu-se. ${again}`,
    PASSWORD_IS_WRONG: 'Não está correto.',
    PIN_REFUSED: 'Isto não pode ser utilizado. Escolha outro.',
    RATE_LIMITED: 'Houve demasiadas tentativas. Aguarde um momento.',
    REQUEST_MALFORMED: `O serviço não aceita o que esta página pede. ${reload} Se isso não ajudar, contacte o apoio deste site.`,
    RESULT_EXPIRED: `A resposta chegou demasiado tarde. ${again}`,
    SERVICE_ACCOUNT_STATUS_DISABLED: `A sua conta está desativada. ${support}`,
    SERVICE_KEY_UNKNOWN: `A identidade do serviço não foi confirmada. ${support}`,
    SERVICE_UNAVAILABLE: `O serviço não está disponível. ${again}`,
    STATIC_TOKEN_KEY_IS_INVALID:
      'Este navegador não tem uma chave que o serviço aceite. Configure-o com um código de ativação.',
    STORAGE_NOT_PERSISTENT:
      'Este navegador não pode guardar chaves aqui. Saia da navegação privada, liberte espaço se o dispositivo estiver cheio, ou utilize outro navegador; o seu código continua válido.',
    STORAGE_UNAVAILABLE: `Este navegador não pode utilizar o seu armazenamento. ${reload} Se isso não ajudar, permita os dados de sites.`,
    TOKEN_HAS_NO_BIO_KEY_AND_SERVICE_MUST_USE_BIOKEY:
      'Aqui só conta a biometria. Utilize-a, ou configure-a primeiro neste navegador.',
    TOKEN_IS_BLOCKED: `Este navegador está bloqueado. ${unlock}`,
    TOKEN_IS_BUSY:
      'Outros separadores ou janelas estão a utilizar esta conta. Feche alguns e tente novamente.',
    UNEXPECTED_ERROR: `Algo correu mal. ${again}`,
    USER_CANCELLED: 'Cancelado.',
    USER_ENTRY_DOES_NOT_EXIST:
      'Esta conta não está configurada neste navegador, ou já não existe. Para a configurar, utilize um código de ativação.',
    USER_IS_BLOCKED:
      'A sua conta está bloqueada após demasiadas tentativas erradas. Utilize um código de desbloqueio, ou um código de reposição se isso não ajudar.',
    VERSION_UNSUPPORTED: `Esta página e o serviço não são compatíveis. ${reload}`,
  },
  refusals: {
    'too-short': 'É demasiado curto.',
    'too-long': 'É demasiado longo.',
    form: 'Alguns destes caracteres não podem ser utilizados.',
    common: 'É demasiado fácil de adivinhar. Escolha outro.',
    same: 'É o que já tem. Escolha outro.',
    different: 'As duas entradas são diferentes.',
  },
  notDigits: 'Utilize apenas algarismos.',
  weakPins: {
    repeated: 'Algarismos repetidos são demasiado fáceis de adivinhar. Escolha outros.',
    sequence: 'Algarismos seguidos são demasiado fáceis de adivinhar. Escolha outros.',
  },
  bioKeyEnded:
    'Os seus dados biométricos não foram reconhecidos demasiadas vezes e já não contam neste navegador. Utilize o seu PIN ou a sua palavra-passe, se tiver, ou contacte o apoio deste site.',
  serviceBehind:
    'O serviço perdeu uma parte dos seus dados. Neste navegador nada se perdeu. Tente novamente mais tarde.',
  triesLeft: { one: 'Resta uma tentativa.', other: 'Restam {count} tentativas.' },
  noTriesLeft: `Bloqueado após demasiadas tentativas erradas. ${unlock}`,
  wrongPins: {
    digits: { one: 'Um PIN errado.', other: '{count} PIN errados.' },
    text: { one: 'Uma palavra-passe errada.', other: '{count} palavras-passe erradas.' },
  },
  blockAfter: {
    one: 'Após mais um erro, a sua conta fica bloqueada aqui.',
    other: 'Após mais {count} erros, a sua conta fica bloqueada aqui.',
  },
  browserBlocked: `Este navegador está bloqueado após demasiadas tentativas erradas. ${unlock}`,
  retryIn: 'Tente novamente {when}.',
  states: {
    active: 'Ativo',
    blocked: 'Bloqueado',
    locked: 'Bloqueado',
    'user-blocked': 'Bloqueado',
    disabled: 'Desativado',
    unresolved: 'Não confirmado',
    lost: 'Não aceite',
  },
  helps: {
    none: '',
    'unlock-code': unlock,
    'reset-code': reset,
    administrator: support,
    'go-online': 'Será confirmado na próxima utilização.',
    're-enrol': reEnrol,
  },
  wrongTries: {
    here: {
      one: `{count} tentativa errada, {when}, neste navegador. ${notYou}`,
      other: `{count} tentativas erradas, a última {when}, neste navegador. ${notYou}`,
    },
    there: {
      one: `{count} tentativa errada, {when}, em {browser}. ${notYou}`,
      other: `{count} tentativas erradas, a última {when}, em {browser}. ${notYou}`,
    },
    elsewhere: {
      one: `{count} tentativa errada, {when}, noutro navegador. ${notYou}`,
      other: `{count} tentativas erradas, a última {when}, noutro navegador. ${notYou}`,
    },
  },
  cancel: 'Cancelar',
  tryAgain: 'Tentar novamente',
  pin: { digits: 'PIN', text: 'Palavra-passe' },
  newPin: { digits: 'Novo PIN', text: 'Nova palavra-passe' },
  repeatPin: { digits: 'Repita o PIN', text: 'Repita a palavra-passe' },
  enterPin: { digits: 'Introduza o seu PIN', text: 'Introduza a sua palavra-passe' },
  choosePin: { digits: 'Escolha um PIN', text: 'Escolha uma palavra-passe' },
  pinForm: {
    digits: {
      one: '{range} algarismo, difícil de adivinhar.',
      other: '{range} algarismos, difíceis de adivinhar.',
    },
    text: {
      one: '{range} carácter, difícil de adivinhar.',
      other: '{range} caracteres, difíceis de adivinhar.',
    },
  },
  showPin: { digits: 'Mostrar o PIN', text: 'Mostrar a palavra-passe' },
  confirmPin: 'Continuar',
  forgotten: {
    digits: 'Esqueceu-se do PIN ou está bloqueado?',
    text: 'Esqueceu-se da palavra-passe ou está bloqueado?',
    none: 'Está bloqueado?',
  },
  useBioKey: 'Utilizar a biometria',
  bioKeyAsked: 'Siga as instruções do seu dispositivo…',
  bioKeyMissed: 'A biometria foi cancelada ou demorou demasiado.',
  usePin: { digits: 'Utilizar o PIN', text: 'Utilizar a palavra-passe' },
  checking: 'A verificar…',
  activationCode: 'Código de ativação',
  activationCodeHint: '16 letras e algarismos, tal como os recebeu.',
  activationCodeMistyped: 'Há um erro de escrita neste código. Verifique-o.',
  tokenName: 'Nome deste navegador',
  ownName: '{browser} em {system}',
  tokenNameHint: 'Para o reconhecer mais tarde.',
  activate: 'Configurar este navegador',
  activating: 'A configurar…',
  activated: 'Este navegador está configurado para {login}.',
  activatedHint: 'A partir de agora pode confirmar que é o próprio.',
  accounts: 'Contas neste navegador',
  noAccounts: 'Ainda não há nenhuma conta configurada neste navegador.',
  noAccountsHelp: 'Configure uma com um código de ativação.',
  offline: 'Não é possível aceder ao serviço. Este é o último estado conhecido.',
  misconfigured: `Esta página não está bem configurada. ${support}`,
  loading: 'A carregar contas…',
  manage: 'Gerir',
  managed: 'Concluído',
  forget: 'Remover',
  forgetLogin: 'Remover {login} deste navegador',
  forgetTitle: 'Remover {login}?',
  forgetConsequence:
    'Para voltar a utilizar esta conta aqui precisa de um novo código de ativação.',
  otp: 'Palavra-passe de uso único',
  getOtp: 'Obter uma palavra-passe de uso único',
  getNewOtp: 'Obter uma nova',
  otpHint: 'Funciona uma só vez, durante alguns segundos.',
  otpMissing: 'Obtenha primeiro uma palavra-passe de uso único.',
  loginMissing: 'Escolha primeiro uma conta.',
  otpExpired: 'Expirou. Obtenha uma nova.',
  otpReady: {
    one: 'Pronta. Válida durante {count} segundo.',
    other: 'Pronta. Válida durante {count} segundos.',
  },
  otpLeft: { one: 'Válida por mais {count} segundo.', other: 'Válida por mais {count} segundos.' },
  otpAgain: 'Pode obter uma nova em qualquer momento.',
  copy: 'Copiar',
  copied: 'Copiado',
  copyRefused:
    'Este navegador não permite que a página copie. O texto está selecionado: copie-o manualmente.',
  fieldMissing: 'Preencha este campo.',

  accessToken: {
    get: 'Confirmar que é o próprio',
    hint: 'Esta página pede acesso em seu nome.',
    ready: 'Confirmado.',
    taken: 'Confirmado e entregue a esta página.',
    expired: 'Expirou. Confirme novamente.',
  },
  activationCodes: {
    code: 'Código para outro dispositivo',
    get: 'Configurar outro dispositivo',
    getNew: 'Obter um novo código',
    hint: 'Obtém um código que configura mais um navegador para si. Não o mostre a ninguém.',
    ready: 'Introduza este código no seu outro dispositivo, ou leia a imagem com ele.',
    readyWithoutQrCode:
      'Introduza este código no seu outro dispositivo. Falta a imagem para ler, porque não foi possível carregar uma parte desta página; para a obter, volte a carregar a página.',
    expired: 'Expirou. Obtenha um novo código.',
    added: 'Adicionado: {name}',
    qrCode: 'Código QR com o código para outro dispositivo',
    copy: 'Copiar o código',
    timeLeft: 'Válido durante {time}',
  },
  signIn: {
    signIn: 'Iniciar sessão',
    account: 'Conta',
    notYou: 'Não é o próprio?',
    userName: 'Nome de utilizador',
    otherDevice: 'Utilizar outro dispositivo',
    thisDevice: 'Utilizar este navegador',
  },
  bioKey: {
    errors: { BIO_KEY_ALREADY_EXIST: 'A biometria já está configurada aqui. Remova-a primeiro.' },
    title: 'Biometria',
    states: {
      off: 'Não utilizada aqui',
      unset: 'Não configurada neste navegador',
      set: 'Configurada neste navegador',
      unknown: 'Desconhecida para esta conta',
    },
    obstacles: {
      page: 'Esta página não pode configurar a biometria.',
      browser: 'Este navegador ou dispositivo não o permite.',
      frame: 'Isto não pode ser feito dentro de outra página. Abra a própria página deste serviço.',
    },
    instead: {
      digits: 'O seu PIN funciona como antes.',
      text: 'A sua palavra-passe funciona como antes.',
      none: '',
    },
    hint: {
      digits:
        'Utilize a impressão digital, o rosto ou o bloqueio deste dispositivo em vez do seu PIN.',
      text: 'Utilize a impressão digital, o rosto ou o bloqueio deste dispositivo em vez da sua palavra-passe.',
      none: 'Utilize a impressão digital, o rosto ou o bloqueio deste dispositivo.',
    },
    register: 'Configurar a biometria',
    revoke: 'Remover a biometria',
    registering: 'Siga as instruções do seu dispositivo…',
    registered: 'A biometria está configurada para este navegador.',
    revoked: 'A biometria foi removida deste navegador.',
  },
  changePin: {
    errors: { NO_PASSWORD: 'Este serviço não utiliza PIN: não há nada para alterar.' },
    change: { digits: 'Alterar o PIN', text: 'Alterar a palavra-passe' },
    hint: {
      digits: 'Primeiro o PIN que tem, depois o novo, duas vezes.',
      text: 'Primeiro a palavra-passe que tem, depois a nova, duas vezes.',
    },
    done: {
      digits: 'O seu PIN foi alterado em todos os seus dispositivos.',
      text: 'A sua palavra-passe foi alterada em todos os seus dispositivos.',
    },
  },
  devices: {
    errors: {
      NO_DEVICE_FOUND:
        'O dispositivo já tinha sido removido, ou este navegador já não é aceite. Volte a carregar a página.',
    },
    title: 'Os seus dispositivos',
    loading: 'A carregar dispositivos…',
    onlyThis: 'Não há nenhum outro dispositivo.',
    thisOne: 'Este navegador',
    states: { active: 'Ativo', blocked: 'Bloqueado', locked: 'Bloqueado' },
    lastUsed: 'Última utilização: {when}',
    added: 'Adicionado: {when}',
    twin: '{name}, adicionado em {when}',
    actions: {
      renameDevice: 'Mudar o nome de {name}',
      lockDevice: 'Bloquear {name}',
      unlockDevice: 'Desbloquear {name}',
      revokeDevice: 'Remover {name}',
    },
    done: {
      renameDevice: 'O novo nome é {name}.',
      lockDevice: '{name} está bloqueado.',
      unlockDevice: '{name} pode voltar a ser utilizado.',
      revokeDevice: '{name} foi removido.',
    },
    rename: 'Mudar o nome',
    renameTitle: 'Mudar o nome de {name}',
    renamePurpose: 'Escolha um nome pelo qual reconheça este dispositivo.',
    newName: 'Novo nome',
    lock: 'Bloquear',
    lockTitle: 'Bloquear {name}?',
    lockConsequence: 'Não poderá fazer nada até o desbloquear aqui. Faça-o se não o encontrar.',
    revoke: 'Remover',
    revokeTitle: 'Remover {name}?',
    revokeConsequence: 'Deixará de poder confirmar que é o próprio. Faça-o se o perdeu.',
    revokeThisConsequence:
      'Para voltar a utilizar a sua conta aqui precisa de um novo código de ativação.',
  },
  push: {
    errors: {
      NO_ACTIVE_SERVICE_FOR_USER:
        'De momento, a confirmação noutro dispositivo não está disponível.',
      PUSH_ALIAS_ENTRY_DOES_NOT_EXIST: 'Este pedido terminou. É necessário um novo.',
      PUSH_DENIED: 'Este pedido não foi aprovado no seu outro dispositivo.',
      PUSH_EXPIRED: 'Não houve resposta a tempo. Tente novamente.',
    },
    notSetUp:
      'Só navegadores configurados para a sua conta podem pedir aqui. Configure este com um código de ativação.',
    askOtherDevice: 'Confirmar noutro dispositivo',
    askAgain: 'Pedir novamente',
    asking: 'A pedir…',
    askHint: 'Um navegador configurado para a sua conta confirma que é o próprio.',
    number: 'Número a escrever lá',
    secondsLeft: '{seconds} s',
    numberShown: 'Abra este site num navegador configurado para a sua conta e escreva o número.',
    requests: 'Pedidos por confirmar',
    noRequests: 'Ninguém está à sua espera.',
    arrived: 'Uma página espera que confirme que é o próprio.',
    wantsToSignIn: '{site}: iniciar sessão como {login}?',
    age: '{when}',
    typeNumber: 'Número mostrado lá',
    numberMissing: 'Escreva o número que a outra página mostra.',
    numberWrong: 'Não é o número que a outra página mostra.',
    approve: 'Sim, sou eu',
    deny: 'Recusar',
    notMe: 'Não fui eu',
    notMeHint:
      'Se não está a iniciar sessão em lado nenhum, indique-o: ninguém lhe poderá perguntar durante uma hora.',
    approved: 'Confirmado. Pode continuar na outra página.',
    denied: 'Recusado.',
    muted: 'Recusado. Não lhe voltaremos a perguntar durante uma hora.',
    answer: 'Responder',
  },
  resetPin: {
    errors: {
      CODE_TYPE_NOT_SUPPORTED:
        'Este código não define um novo PIN nem uma nova palavra-passe. Com 10 algarismos desbloqueia; com 16 letras e algarismos configura um navegador: utilize-o lá.',
      NO_PASSWORD: 'Este serviço não utiliza PIN: não há nenhum para definir.',
    },
    code: 'Código de reposição',
    hint: '10 algarismos, tal como os recebeu.',
    mistyped: 'Há um erro de escrita neste código. Verifique-o.',
    submit: { digits: 'Definir um novo PIN', text: 'Definir uma nova palavra-passe' },
    pending: { digits: 'A definir o PIN…', text: 'A definir a palavra-passe…' },
    done: {
      digits: 'O PIN de {login} está definido.',
      text: 'A palavra-passe de {login} está definida.',
    },
    doneHint: 'É válido em todos os seus dispositivos. A biometria tem de ser configurada de novo.',
  },
  seal: {
    errors: {
      SEALDATA_IS_NOT_VALID: 'Este texto está danificado e não pode ser selado.',
      SEALING_IS_NOT_ALLOWED: 'A selagem está desativada.',
    },
    data: 'O que vai selar',
    characters: { one: '{count} carácter', other: '{count} caracteres' },
    shownPart: 'Está a ver a parte {part} de {parts}. O seu selo é para todo o texto.',
    part: 'Parte, de 1 a {parts}',
    previousPart: 'Parte anterior',
    nextPart: 'Parte seguinte',
    seal: 'Selar',
    hint: 'Leia primeiro. Com o seu selo confirma exatamente este texto.',
    pending: 'A selar…',
    done: 'Selado.',
    missing: 'Sele isto primeiro.',
    empty: 'Ainda não há nada para selar.',
  },
  unlock: {
    errors: {
      CODE_IS_NOT_ALLOWED_FOR_THIS_TOKEN:
        'Este código é para outro dos seus navegadores. Utilize-o lá, ou peça um para este navegador.',
      CODE_TYPE_NOT_SUPPORTED:
        'Este código não desbloqueia. Com 10 algarismos define um novo PIN ou uma nova palavra-passe; com 16 letras e algarismos configura um navegador: utilize-o lá.',
      TOKEN_IS_NOT_BLOCKED: 'Este navegador não está bloqueado.',
      USER_IS_BLOCKED:
        'Houve demasiadas tentativas erradas. Escolha um novo PIN ou uma nova palavra-passe com um código de reposição.',
      USER_IS_NOT_BLOCKED: 'A sua conta não está bloqueada.',
    },
    code: 'Código de desbloqueio',
    hint: '10 algarismos, tal como os recebeu.',
    mistyped: 'Há um erro de escrita neste código. Verifique-o.',
    submit: 'Desbloquear',
    pending: 'A desbloquear…',
    done: '{login} está desbloqueado.',
    doneHint: 'Pode voltar a utilizá-lo.',
  },
};
